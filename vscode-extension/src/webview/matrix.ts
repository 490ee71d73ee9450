// The page of the matrix: a row for each layer, a column for each init system and distro.
import type { Matrix, MatrixCell, MatrixRow } from '../protocol';
import type { FromMatrix, ToMatrix } from '../views/messages';
import { columnsOf, matches, type Column } from '../views/table';
import { counted } from '../counted';
import { byId, element } from './dom';

const code = acquireVsCodeApi();

function tell(message: FromMatrix): void {
  code.postMessage(message);
}

const filter = element('input', { type: 'search', placeholder: 'Filter: a layer, package, service or image', 'aria-label': 'Filter' });
const count = element('span', { class: 'origin', role: 'status' });
const body = element('main', { class: 'page' });
const refresh = element('button', { click: () => { tell({ kind: 'refresh' }); } }, 'Refresh');
byId('root').append(element('header', { class: 'bar' }, filter, count, element('div', { class: 'buttons' }, refresh)), body);

let shown: ToMatrix | undefined;

function show(): void {
  const matrix = shown?.matrix;
  if (!matrix) {
    body.replaceChildren(element('p', { class: 'message' }, shown?.message ?? ''));
    count.textContent = '';
    return;
  }
  const rows = matrix.layers.filter((row) => matches(row, filter.value));
  count.textContent = `${rows.length} of ${matrix.layers.length} layers`;
  body.replaceChildren(table(matrix, rows));
}

function table(matrix: Matrix, rows: MatrixRow[]): HTMLElement {
  const columns = columnsOf(matrix);
  const heads = columns.map(({ init, distro }) => element('th', { scope: 'col' }, element('span', { class: 'name' }, init ?? 'unknown init'), element('br'), distro ?? 'unknown distro'));
  const head = element('tr', {}, element('th', { scope: 'col' }, 'Layer'), ...heads);
  return element('table', { class: 'matrix', 'aria-label': `Layers of ${shown?.project ?? ''}` }, element('thead', {}, head), element('tbody', {}, ...rows.map((row) => rowOf(row, columns))));
}

function rowOf(row: MatrixRow, columns: Column[]): HTMLElement {
  const open = element('button', { class: 'link', click: () => { tell({ kind: 'open', uri: row.uri }); } }, row.name);
  const unused = row.cells.length === 0 ? [element('span', { class: 'form' }, ' unused here')] : [];
  const cells = columns.map((column) => cellOf(row.cells.filter((cell) => cell.init === column.init && cell.distro === column.distro)));
  return element('tr', {}, element('th', { scope: 'row' }, open, ...unused), ...cells);
}

function cellOf(cells: MatrixCell[]): HTMLElement {
  if (cells.length === 0) {
    return element('td', { class: 'none' }, '');
  }
  return element('td', {}, ...cells.map(details));
}

function details(cell: MatrixCell): HTMLElement {
  const words = (['service', 'package'] as const).flatMap((kind) => {
    const number = cell.gets.filter((thing) => thing.kind === kind).length;
    return number === 0 ? [] : [counted(number, kind)];
  });
  const dropped = cell.skipped.length;
  const summary = element('summary', {}, words.join(', ') || 'nothing');
  if (dropped > 0) {
    summary.append(' ', element('span', { class: 'mark no' }, `${dropped} left out`));
  }
  const item = (text: string, kind: string): HTMLElement => element('li', { class: kind }, text);
  const gets = cell.gets.map((thing) => item(`${thing.name}: ${thing.detail}`, 'gets'));
  const skipped = cell.skipped.map((thing) => item(`${thing.name}, left out: ${thing.detail}`, 'lost'));
  return element('details', {}, summary, element('p', { class: 'origin' }, cell.users.join(', ')), element('ul', {}, ...gets, ...skipped));
}

filter.addEventListener('input', show);
window.addEventListener('message', ({ data }: MessageEvent<ToMatrix>) => {
  shown = data;
  show();
});

tell({ kind: 'ready' });
