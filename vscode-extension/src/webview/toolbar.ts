// The choices above the preview.
import type { FromPreview, PreviewModel } from '../views/messages';
import { element } from './dom';

type Tell = (message: FromPreview) => void;

/** The tabs, the pickers and the buttons. */
export function toolbar(model: PreviewModel, tell: Tell): HTMLElement[] {
  const isServices = model.page === 'services';
  const choices = isServices ? [inits(model, tell), images(model, tell)] : [images(model, tell)];
  const buttons = isServices ? [diff(model, tell), button('copy', 'Copy', tell), button('save', 'Save…', tell)] : [];
  return [pages(model, tell), element('div', { class: 'choices' }, ...choices), element('div', { class: 'buttons' }, ...buttons)];
}

function pages(model: PreviewModel, tell: Tell): HTMLElement {
  const tab = (page: PreviewModel['page'], label: string): HTMLElement =>
    element('button', { class: 'tab', 'data-key': `page-${page}`, 'aria-pressed': String(model.page === page), click: () => { tell({ kind: 'choose', page }); } }, label);
  return element('div', { class: 'tabs', role: 'group', 'aria-label': 'Page' }, tab('services', 'Services'), tab('packages', 'Packages'));
}

function inits(model: PreviewModel, tell: Tell): HTMLElement {
  const tab = (init: PreviewModel['init']): HTMLElement =>
    element('button', { class: 'tab', 'data-key': `init-${init}`, 'aria-pressed': String(model.init === init), click: () => { tell({ kind: 'choose', init }); } }, init);
  return element('div', { class: 'tabs', role: 'group', 'aria-label': 'Init system' }, tab('supervisord'), tab('systemd'));
}

function images(model: PreviewModel, tell: Tell): HTMLElement {
  const select = element('select', { 'data-key': 'image', 'aria-label': 'Image', title: 'The image whose numbers and distro count' });
  const option = (value: string, label: string): HTMLElement => element('option', { value, selected: value === model.image }, label);
  select.append(option('', 'any image'), ...model.images.map(({ name, label }) => option(name, label)));
  select.addEventListener('change', () => {
    tell({ kind: 'choose', image: select.value });
  });
  return select;
}

function diff(model: PreviewModel, tell: Tell): HTMLElement {
  const isOn = model.diff !== undefined;
  const pressed = { 'data-key': 'diff', 'aria-pressed': String(isOn), title: 'What changes against the saved file' };
  return element('button', { class: 'tab', ...pressed, click: () => { tell({ kind: 'choose', diff: !isOn }); } }, 'Changes');
}

function button(kind: 'copy' | 'save', label: string, tell: Tell): HTMLElement {
  return element('button', { 'data-key': kind, click: () => { tell({ kind }); } }, label);
}
