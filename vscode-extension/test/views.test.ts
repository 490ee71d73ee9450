import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MatrixCell, MatrixRow, PreviewEntry } from '../src/protocol';
import { diffLines } from '../src/views/diff';
import { contains, entryAt, linesOf } from '../src/views/places';
import { Saved } from '../src/views/saved';
import { columnsOf, matches } from '../src/views/table';
import { aboutFile, aboutProject } from '../src/words';
import { parts } from '../src/views/ini';

const range = (line: number, character: number, endLine: number, endCharacter: number): PreviewEntry['source'] => ({
  start: { line, character },
  end: { line: endLine, character: endCharacter },
});

describe('the difference of two texts', () => {
  const signs = { same: ' ', added: '+', removed: '-' };
  const diff = (before: string, after: string): string[] => diffLines(before, after).map(({ kind, text }) => signs[kind] + text);

  test('shows what changed, with what stayed around it', () => {
    assert.deepEqual(diff('a\nb\nc\n', 'a\nx\nc\n'), [' a', '-b', '+x', ' c']);
  });

  test('keeps the longest common part', () => {
    assert.deepEqual(diff('1\na\nb\n2\n', '1\nb\na\nb\n2\n'), [' 1', '+b', ' a', ' b', ' 2']);
  });

  test('knows empty texts', () => {
    assert.deepEqual(diff('', ''), []);
    assert.deepEqual(diff('', 'a\n'), ['+a']);
    assert.deepEqual(diff('a\n', ''), ['-a']);
  });

  test('leads from the one text to the other, whatever they are', () => {
    let seed = 1;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const text = (): string => Array.from({ length: random(12) }, () => 'abc'[random(3)]).join('\n');
    for (let round = 0; round < 500; round += 1) {
      const [before, after] = [text(), text()];
      const lines = diffLines(before, after);
      const side = (kind: string): string => lines.filter((line) => line.kind === 'same' || line.kind === kind).map((line) => line.text).join('\n');
      assert.equal(side('removed'), before);
      assert.equal(side('added'), after);
    }
  });

  test('gives up on texts that are too long to compare, and says that all changed', () => {
    const long = (word: string): string => Array.from({ length: 3000 }, (_, at) => `${word}${at}`).join('\n');
    assert.equal(diffLines(long('a'), long('b')).length, 6000);
  });
});

describe('places', () => {
  const entry = (index: number, source: PreviewEntry['source']): PreviewEntry => ({
    index,
    name: 'x',
    form: 'custom',
    rendered: true,
    source,
    preview: source,
  });
  const entries = [entry(0, range(2, 6, 4, 10)), entry(1, range(5, 6, 6, 10))];

  test('lie in a range with both its ends', () => {
    const within = range(1, 2, 3, 4);
    assert.ok(contains(within, within.start) && contains(within, within.end));
    assert.ok(!contains(within, { line: 1, character: 1 }) && !contains(within, { line: 3, character: 5 }));
  });

  test('lead to the entry around them, the line before its first key counting', () => {
    assert.equal(entryAt(entries, { line: 3, character: 0 }), 0);
    assert.equal(entryAt(entries, { line: 5, character: 0 }), 1);
    assert.equal(entryAt(entries, { line: 0, character: 0 }), undefined);
    assert.equal(entryAt(entries, { line: 9, character: 0 }), undefined);
  });

  test('cover whole lines', () => {
    assert.deepEqual(linesOf(range(2, 0, 4, 0)), [2, 4]);
    assert.deepEqual(linesOf(range(2, 0, 4, 3)), [2, 5]);
    assert.deepEqual(linesOf(range(2, 0, 2, 0)), [2, 3]);
  });
});

describe('the matrix', () => {
  const cell = (init: MatrixCell['init'], distro: string | null, ...names: string[]): MatrixCell => ({
    init,
    distro,
    users: ['image `shop`'],
    gets: names.map((name) => ({ kind: 'package', name, detail: '' })),
    skipped: [],
  });
  const row = (name: string, ...cells: MatrixCell[]): MatrixRow => ({ name, uri: `file:///${name}`, cells });

  test('has the columns that occur, what is unknown last', () => {
    const layers = [row('a', cell(null, null), cell('systemd', 'arch')), row('b', cell('supervisord', 'fedora:43'))];
    const columns = columnsOf({ layers, inits: ['supervisord', 'systemd'], distros: ['arch', 'fedora:43'] });
    assert.deepEqual(columns, [
      { init: 'supervisord', distro: 'fedora:43' },
      { init: 'systemd', distro: 'arch' },
      { init: null, distro: null },
    ]);
  });

  test('is filtered by all words, in whatever they occur', () => {
    const web = row('web', cell('systemd', 'arch', 'nginx'));
    for (const filter of ['', 'WEB', 'nginx', 'shop arch', ' systemd ']) {
      assert.ok(matches(web, filter), filter);
    }
    assert.ok(!matches(web, 'web fedora'));
  });
});

describe('previews of saved files', () => {
  test('are remembered up to a bound, the newest ones', () => {
    const saved = new Saved();
    for (let at = 0; at < 60; at += 1) {
      saved.keep(String(at), `text ${at}`);
    }
    assert.equal(saved.get('59'), 'text 59');
    assert.equal(saved.get('0'), undefined);
    saved.forget();
    assert.equal(saved.get('59'), undefined);
  });
});

describe('colours of INI', () => {
  test('go by what a line is', () => {
    const kinds = (line: string): string[] => parts(line).map(({ kind }) => kind);
    assert.deepEqual(kinds('[program:web]'), ['section']);
    assert.deepEqual(kinds('# left out'), ['comment']);
    assert.deepEqual(kinds('command=/usr/bin/web --a=b'), ['key', 'text', 'value']);
    assert.deepEqual(kinds('startsecs = 2'), ['key', 'text', 'number']);
    assert.deepEqual(kinds('no pair'), ['text']);
  });

  test('leave every character where it is', () => {
    for (const line of ['a=b=c', '  k = v ', '=x', 'é=😀', '']) {
      assert.equal(parts(line).map(({ text }) => text).join(''), line);
    }
  });
});

describe('words about a project', () => {
  const project = {
    root: 'file:///p',
    rootFile: null,
    version: null,
    config: null,
    layers: 2,
    images: 1,
    problems: { errors: 0, warnings: 1, infos: 1, hints: 2 },
    unresolved: [],
  };

  test('leave out what there is not', () => {
    const lines = aboutProject(project, (uri) => uri.slice(7));
    assert.deepEqual(lines, ['Project: /p', 'Format: no version declared', '2 layers, 1 image', 'no errors, 1 warning, 3 hints in the project']);
  });

  test('name what cannot be resolved', () => {
    const unresolved = [{ reference: '@host/x', reason: '', location: null }];
    assert.ok(aboutProject({ ...project, unresolved }, (uri) => uri).includes('1 reference to what this checkout does not have'));
  });

  test('give the reason of the server', () => {
    const file = { handled: false, kind: 'other', reason: 'no `import:` leads to it' };
    assert.equal(aboutFile({ serverVersion: '0.1.0', projects: [], file }), 'Not checked: no `import:` leads to it.');
  });
});
