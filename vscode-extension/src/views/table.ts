// The matrix as a table.
import type { Matrix, MatrixCell, MatrixRow } from '../protocol';

export type Column = Pick<MatrixCell, 'init' | 'distro'>;

/** The columns that have a cell: by init system, then distro, in the order of the answer; what is unknown comes last. */
export function columnsOf(matrix: Matrix): Column[] {
  const inits = [...matrix.inits, null];
  const distros = [...matrix.distros, null];
  const cells = matrix.layers.flatMap((layer) => layer.cells);
  const isThere = (column: Column): boolean => cells.some((cell) => cell.init === column.init && cell.distro === column.distro);
  return inits.flatMap((init) => distros.map((distro) => ({ init, distro }))).filter(isThere);
}

/** Whether a layer has to do with all words of a filter. */
export function matches(row: MatrixRow, filter: string): boolean {
  const text = [row.name, ...row.cells.flatMap(words)].join('\n').toLowerCase();
  return filter.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

function words(cell: MatrixCell): string[] {
  const things = [...cell.gets, ...cell.skipped].map((thing) => thing.name);
  return [cell.init ?? '', cell.distro ?? '', ...cell.users, ...things];
}
