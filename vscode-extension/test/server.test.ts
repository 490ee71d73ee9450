import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isLayerName, isOurs, projectAround } from '../src/detect';
import { Restarts } from '../src/server/restarts';
import { isShown } from '../src/server/yaml-errors';
import { counted } from '../src/counted';
import { summary } from '../src/words';

describe('restarts', () => {
  const MINUTE = 60_000;

  test('a server that ends five times in three minutes is left alone', () => {
    const restarts = new Restarts(() => 0);
    assert.deepEqual([1, 2, 3, 4, 5].map(() => restarts.mayRestart()), [true, true, true, true, false]);
  });

  test('ends long ago do not count', () => {
    let now = 0;
    const restarts = new Restarts(() => now);
    for (let end = 0; end < 20; end += 1, now += MINUTE) {
      assert.ok(restarts.mayRestart(), `end ${end}`);
    }
  });

  test('a start by hand is a fresh one', () => {
    const restarts = new Restarts(() => 0);
    [1, 2, 3, 4].forEach(() => restarts.mayRestart());
    restarts.forget();
    assert.ok(restarts.mayRestart());
  });
});

describe('files', () => {
  const exists = (path: string): boolean => path === '/project/overthink.yml';

  test('in a folder of a project are ours where they are YAML', () => {
    assert.ok(isOurs('yaml', '/project/image.yml', exists));
    assert.ok(isOurs('yaml', '/project/deep/er/any.yml', exists));
    assert.ok(!isOurs('markdown', '/project/README.md', exists));
  });

  test('elsewhere are ours by name only', () => {
    assert.ok(isOurs('yaml', '/other/layer.yml', exists));
    assert.ok(!isOurs('yaml', '/other/values.yml', exists));
  });

  test('know the nearest project', () => {
    const nested = (path: string): boolean => exists(path) || path === '/project/inner/overthink.yml';
    assert.equal(projectAround('/project/inner/layers/a/layer.yml', nested), '/project/inner');
    assert.equal(projectAround('/project/layers/a/layer.yml', nested), '/project');
    assert.equal(projectAround('/elsewhere/layer.yml', nested), undefined);
  });

  test('are layers by name', () => {
    assert.ok(isLayerName('/a/layer.yml'));
    assert.ok(isLayerName('/a/layer.yaml'));
    assert.ok(!isLayerName('/a/my-layer.yml'));
  });
});

describe('errors of YAML itself', () => {
  test('are left to the other extension where there is one', () => {
    assert.ok(!isShown('syntax-error', { own: 'auto', isShownByOther: true }));
    assert.ok(isShown('syntax-error', { own: 'auto', isShownByOther: false }));
  });

  test('are shown or hidden as the user says', () => {
    assert.ok(isShown('duplicate-key', { own: 'always', isShownByOther: true }));
    assert.ok(!isShown('duplicate-key', { own: 'never', isShownByOther: false }));
  });

  test('are the only ones that are ever hidden', () => {
    assert.ok(isShown('unknown-key', { own: 'never', isShownByOther: true }));
  });
});

describe('words', () => {
  test('agree with their number', () => {
    assert.deepEqual([0, 1, 2].map((number) => counted(number, 'problem')), ['no problems', '1 problem', '2 problems']);
  });

  test('say what a failed server failed at', () => {
    const line = summary({ kind: 'failed', why: 'it is missing' }, 0);
    assert.equal(line.spoken, 'it is missing');
    assert.ok(line.isError);
  });

  test('say how many problems a file has', () => {
    const running = { kind: 'running', version: '0.1.0', found: { path: '/x', origin: 'bundled' } } as const;
    assert.match(summary(running, 3).text, /3/);
    assert.doesNotMatch(summary(running, 0).text, /0/);
  });
});
