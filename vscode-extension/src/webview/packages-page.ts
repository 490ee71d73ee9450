// What is installed where, and what is not.
import type { DistroPackages, ListedPackage, Packages, Probe, Range } from '../protocol';
import type { FromPreview } from '../views/messages';
import { element } from './dom';

type Tell = (message: FromPreview) => void;

/** The page's content. */
export function packagesPage(packages: Packages, tell: Tell): HTMLElement[] {
  if (packages.distros.length === 0) {
    return [element('p', { class: 'message' }, 'No image with a known distro is there.')];
  }
  return packages.distros.map((distro) => section(distro, tell));
}

function section(distro: DistroPackages, tell: Tell): HTMLElement {
  const title = element('h2', {}, distro.tags.join(', '));
  const users = distro.users.length === 0 ? 'nothing uses the layer here' : distro.users.join(', ');
  const parts: HTMLElement[] = [title, element('p', { class: 'origin' }, `${users}; formats: ${distro.build.join(', ') || 'unknown'}`)];
  if (distro.tagSection !== undefined) {
    parts.push(element('p', { class: 'origin' }, `The section ${distro.tagSection} takes the place of all others.`));
  }
  const installed = distro.packages.flatMap(({ format, packages }) => packages.map((one) => row(one, format, 'installed', tell)));
  const lost = distro.lost.map((one) => row(one, '', `dropped: ${one.reason ?? ''}`, tell));
  if (installed.length + lost.length > 0) {
    parts.push(table(['Package', 'Format', 'List', 'State'], [...installed, ...lost], `Packages on ${distro.tags[0] ?? ''}`));
  } else {
    parts.push(element('p', { class: 'message' }, 'Nothing is installed.'));
  }
  if (distro.probes.length > 0) {
    parts.push(table(['Check', 'Asks for', 'From'], distro.probes.map((probe) => probeRow(probe, tell)), `Checks on ${distro.tags[0] ?? ''}`));
  }
  return element('section', {}, ...parts);
}

function row(one: ListedPackage, format: string, state: string, tell: Tell): HTMLElement {
  const cells = [link(one.name, one.range, tell), format, one.section, state];
  return element('tr', { class: one.reason === undefined ? '' : 'lost' }, ...cells.map((cell) => element('td', {}, cell)));
}

function probeRow(probe: Probe, tell: Tell): HTMLElement {
  const name = probe.id === '' ? `number ${probe.index + 1}` : probe.id;
  const cells = [link(name, probe.range, tell), probe.resolved, probe.from];
  return element('tr', {}, ...cells.map((cell) => element('td', {}, cell)));
}

function link(text: string, range: Range, tell: Tell): HTMLElement {
  return element('button', { class: 'link', click: () => { tell({ kind: 'jump', to: range.start }); } }, text);
}

function table(heads: string[], rows: HTMLElement[], label: string): HTMLElement {
  const head = element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)));
  return element('table', { 'aria-label': label }, element('thead', {}, head), element('tbody', {}, ...rows));
}
