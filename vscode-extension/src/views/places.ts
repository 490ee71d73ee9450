// Places in texts.
import type { Position, PreviewEntry, Range } from '../protocol';

/** Whether a place is in a range; its end counts. */
export function contains(range: Range, at: Position): boolean {
  return !isBefore(at, range.start) && !isBefore(range.end, at);
}

/** The index of the entry that stands around a place, or on its line. */
export function entryAt(entries: readonly PreviewEntry[], at: Position): number | undefined {
  const around = entries.find((entry) => contains(entry.source, at));
  const onLine = entries.find(({ source }) => source.start.line <= at.line && at.line <= source.end.line);
  return (around ?? onLine)?.index;
}

/** The lines that a range covers, the last one not included. */
export function linesOf({ start, end }: Range): [number, number] {
  return [start.line, end.character === 0 && end.line > start.line ? end.line : end.line + 1];
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
