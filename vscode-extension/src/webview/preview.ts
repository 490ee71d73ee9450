// The page of the preview.
import type { FromPreview, PreviewModel, ToPreview } from '../views/messages';
import { byId, element, refill } from './dom';
import { packagesPage } from './packages-page';
import { markActive, news, servicesPage } from './services-page';
import { toolbar } from './toolbar';

const code = acquireVsCodeApi();

function tell(message: FromPreview): void {
  code.postMessage(message);
}

const bar = element('header', { class: 'bar' });
const main = element('main', { class: 'page', tabindex: '-1' });
byId('root').append(bar, main);

let shown: PreviewModel | undefined;
let spoken = '';

function show(model: PreviewModel): void {
  const before = shown;
  shown = model;
  refill(bar, toolbar(model, tell));
  const scrolled = scrollable().scrollTop;
  refill(main, content(model));
  scrollable().scrollTop = scrolled;
  const hasMoved = before?.file !== model.file || before.init !== model.init || before.active !== model.active;
  markActive(main, model.active, model.follow && hasMoved);
  speak(news(model));
}

/** What scrolls: the text, or the whole page where there is none. */
function scrollable(): Element {
  return main.querySelector('.sheet') ?? main;
}

function content(model: PreviewModel): HTMLElement[] {
  if (model.message !== undefined) {
    return [element('p', { class: 'message' }, model.message)];
  }
  if (model.packages) {
    return packagesPage(model.packages, tell);
  }
  return model.preview ? servicesPage(model, model.preview, tell) : [];
}

/** Tells a screen reader what changed, not that something did. */
function speak(text: string): void {
  if (text !== spoken) {
    spoken = text;
    byId('news').textContent = text;
  }
}

window.addEventListener('message', ({ data }: MessageEvent<ToPreview>) => {
  if (data.kind === 'show') {
    show(data.model);
  } else {
    markActive(main, data.active, data.follow);
  }
});

tell({ kind: 'ready' });
