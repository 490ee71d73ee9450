// What an init system gets: the entries, and the text they become.
import type { Preview, PreviewEntry } from '../protocol';
import type { DiffLine } from '../views/diff';
import type { FromPreview, PreviewModel } from '../views/messages';
import { linesOf } from '../views/places';
import { activated, element } from './dom';
import { line } from './ini';

type Tell = (message: FromPreview) => void;

const TEMPLATES: Record<Preview['templates'], string> = {
  project: "by the project's own templates",
  embedded: 'by the templates that ov-lsp brings, since the project has none',
  unresolved: "by the templates that ov-lsp brings: the project's own cannot be read here",
};

/** The page's content. */
export function servicesPage(model: PreviewModel, preview: Preview, tell: Tell): HTMLElement[] {
  const origin = element('p', { class: 'origin' }, `Rendered ${TEMPLATES[preview.templates]}.`);
  if (model.diff !== undefined) {
    return [origin, changes(model.diff)];
  }
  return [entryList(preview, tell), origin, text(preview, tell)];
}

/** What a screen reader is told of a new preview. */
export function news(model: PreviewModel): string {
  if (model.preview === undefined) {
    return model.message ?? '';
  }
  const rendered = model.preview.entries.filter((entry) => entry.rendered).length;
  return `${model.init}: ${rendered} of ${model.preview.entries.length} entries rendered`;
}

/** Marks what the entry under the cursor became, and brings it into view where that is wanted. */
export function markActive(page: HTMLElement, active: number | undefined, follow: boolean): void {
  for (const part of page.querySelectorAll<HTMLElement>('[data-entry]')) {
    const isActive = part.dataset['entry'] === String(active);
    part.classList.toggle('active', isActive);
    if (isActive && follow) {
      part.scrollIntoView({ block: 'nearest' });
    }
  }
}

function entryList(preview: Preview, tell: Tell): HTMLElement {
  const rows = preview.entries.map((entry) => {
    const state = entry.rendered ? 'rendered' : 'left out';
    const words = [
      element('span', { class: `mark ${entry.rendered ? 'yes' : 'no'}`, 'aria-hidden': 'true' }, entry.rendered ? '✓' : '–'),
      element('span', { class: 'name' }, entry.name),
      element('span', { class: 'form' }, entry.form),
      element('span', { class: 'state' }, entry.reason === undefined ? state : `${state}: ${entry.reason}`),
    ];
    const key = { class: 'entry', 'data-key': `entry-${entry.index}`, 'data-entry': String(entry.index) };
    const jump = (): void => {
      tell({ kind: 'jump', to: entry.source.start });
    };
    return element('li', {}, element('button', { ...key, click: jump }, ...words));
  });
  return element('ul', { class: 'entries', 'aria-label': 'Service entries' }, ...rows);
}

/** The text, cut into what came of one entry each. */
function text(preview: Preview, tell: Tell): HTMLElement {
  const lines = preview.text.replace(/\n$/, '').split('\n');
  const blocks: HTMLElement[] = [];
  let from = 0;
  const plain = (to: number): void => {
    if (to > from) {
      blocks.push(element('div', { class: 'block' }, ...lines.slice(from, to).map((each) => line(each))));
    }
  };
  for (const entry of [...preview.entries].sort((a, b) => a.preview.start.line - b.preview.start.line)) {
    const [start, end] = linesOf(entry.preview);
    if (start < from) {
      continue;
    }
    plain(start);
    blocks.push(block(entry, lines.slice(start, end), tell));
    from = end;
  }
  plain(lines.length);
  return element('div', { class: 'sheet', role: 'region', 'aria-label': `Text for ${preview.init}` }, ...blocks);
}

function block(entry: PreviewEntry, lines: string[], tell: Tell): HTMLElement {
  const jump = activated(() => {
    if ((window.getSelection()?.toString() ?? '') === '') {
      tell({ kind: 'jump', to: entry.source.start });
    }
  });
  const label = `${entry.name}, ${entry.form} form. Enter goes to its place in the layer.`;
  const attributes = { class: 'block of-entry', tabindex: '0', role: 'group', 'aria-label': label };
  return element('div', { ...attributes, 'data-key': `text-${entry.index}`, 'data-entry': String(entry.index), ...jump }, ...lines.map((each) => line(each)));
}

function changes(diff: readonly DiffLine[] | string): HTMLElement {
  if (typeof diff === 'string') {
    return element('p', { class: 'message' }, diff);
  }
  if (diff.every(({ kind }) => kind === 'same')) {
    return element('p', { class: 'message' }, 'Nothing changes against the saved file.');
  }
  const signs = { same: ' ', added: '+', removed: '-' };
  const lines = diff.map((each) => {
    const made = line(each.text, each.kind);
    made.prepend(element('span', { class: 'sign' }, signs[each.kind]));
    return made;
  });
  return element('div', { class: 'sheet diff', role: 'region', tabindex: '0', 'aria-label': 'Changes against the saved file' }, element('div', { class: 'block' }, ...lines));
}
