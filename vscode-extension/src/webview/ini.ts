// Lines of configuration files as elements.
import { parts } from '../views/ini';
import { element } from './dom';

/** A line as an element; an empty one keeps its height. */
export function line(text: string, more = ''): HTMLElement {
  const children = parts(text).map((part) => element('span', { class: part.kind }, part.text));
  return element('span', { class: `line ${more}`.trim() }, ...children, '\n');
}
