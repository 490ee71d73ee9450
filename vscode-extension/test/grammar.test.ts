// The injected grammar, over VS Code's own grammars. They are found where OV_VSCODE_EXTENSIONS says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';

const GRAMMARS: Record<string, string> = {
  'source.yaml': 'yaml/syntaxes/yaml.tmLanguage.json',
  'source.yaml.1.0': 'yaml/syntaxes/yaml-1.0.tmLanguage.json',
  'source.yaml.1.1': 'yaml/syntaxes/yaml-1.1.tmLanguage.json',
  'source.yaml.1.2': 'yaml/syntaxes/yaml-1.2.tmLanguage.json',
  'source.yaml.1.3': 'yaml/syntaxes/yaml-1.3.tmLanguage.json',
  'source.yaml.embedded': 'yaml/syntaxes/yaml-embedded.tmLanguage.json',
  'source.shell': 'shellscript/syntaxes/shell-unix-bash.tmLanguage.json',
  'source.ini': 'ini/syntaxes/ini.tmLanguage.json',
};
const OURS: Record<string, string> = {
  'overthink.layer.embedded': 'syntaxes/embedded.tmLanguage.json',
  'overthink.layer.fish': 'syntaxes/fish.tmLanguage.json',
};

const extensions = process.env['OV_VSCODE_EXTENSIONS'];
const skip = extensions === undefined ? 'OV_VSCODE_EXTENSIONS says no folder with the grammars of VS Code' : false;

describe('embedded texts', { skip }, () => {
  let grammar: IGrammar;

  before(async () => {
    await loadWASM(readFileSync('node_modules/vscode-oniguruma/release/onig.wasm'));
    const registry = new Registry({
      onigLib: Promise.resolve({ createOnigScanner: (patterns) => new OnigScanner(patterns), createOnigString: (text) => new OnigString(text) }),
      loadGrammar: (scope) => {
        if (scope === 'source.fish') {
          // VS Code brings no grammar for fish; without one such lines keep the colour of text.
          return Promise.resolve({ scopeName: scope, patterns: [], repository: { $self: {}, $base: {} } });
        }
        const path = OURS[scope] ?? (GRAMMARS[scope] && join(extensions ?? '', GRAMMARS[scope]));
        return Promise.resolve(path === undefined ? null : parseRawGrammar(readFileSync(path, 'utf8'), path));
      },
      getInjections: (scope) => (scope === 'source.yaml' ? Object.keys(OURS) : undefined),
    });
    const loaded = await registry.loadGrammar('source.yaml');
    assert.ok(loaded);
    grammar = loaded;
  });

  /** The scopes at the place of a word in a text. */
  function scopesAt(text: string, word: string): string {
    let stack = INITIAL;
    for (const line of text.split('\n')) {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
      const at = line.indexOf(word);
      if (at >= 0) {
        return tokens.findLast((token) => token.startIndex <= at)?.scopes.join(' ') ?? '';
      }
      stack = ruleStack;
    }
    assert.fail(`there is no ${word}`);
  }

  const task = ['layer:', '  task:', '    - cmd: |', '        if true; then', '', '          echo "hi $HOME" # note', '        fi', '      user: root', '    - mkdir: /srv', ''].join('\n');

  test('a script of a task is shell', () => {
    assert.match(scopesAt(task, 'if true'), /meta\.embedded\.block\.shellscript.*keyword\.control/);
    assert.match(scopesAt(task, '$HOME'), /meta\.embedded\.block\.shellscript.*variable/);
    assert.match(scopesAt(task, '# note'), /meta\.embedded\.block\.shellscript.*comment/);
  });

  test('what follows a script is YAML again', () => {
    for (const key of ['user', 'mkdir']) {
      assert.doesNotMatch(scopesAt(task, key), /embedded/);
      assert.match(scopesAt(task, key), /entity\.name\.tag/);
    }
  });

  test('the head of a block keeps the colours of a key', () => {
    assert.match(scopesAt(task, 'cmd'), /entity\.name\.tag/);
  });

  test('an open quote in a script does not colour the rest of the file', () => {
    const text = 'layer:\n  eval:\n    - command: |-\n        echo "open\n      id: after\n';
    assert.doesNotMatch(scopesAt(text, 'id: after'), /embedded/);
  });

  test('a verb behind another key is a script too', () => {
    const text = 'layer:\n  eval:\n    - id: x\n      command: >-\n        test -f /etc/os-release\n      exit_status: 0\n';
    assert.match(scopesAt(text, 'test -f'), /meta\.embedded\.block\.shellscript/);
    assert.doesNotMatch(scopesAt(text, 'exit_status'), /embedded/);
  });

  test('hooks are scripts', () => {
    const text = 'layer:\n  hooks:\n    post_enable: |\n      echo up\n';
    assert.match(scopesAt(text, 'echo'), /meta\.embedded\.block\.shellscript/);
  });

  test('lines for shells go by the name of the shell', () => {
    const text = 'layer:\n  shell:\n    bash:\n      init: |\n        export A=1\n    fish:\n      init: |\n        set -gx B 1\n    zsh:\n      init: |\n        export C=1\n';
    assert.match(scopesAt(text, 'export A'), /meta\.embedded\.block\.shellscript/);
    assert.match(scopesAt(text, 'set -gx'), /meta\.embedded\.block\.fish/);
    assert.match(scopesAt(text, 'export C'), /meta\.embedded\.block\.shellscript/);
  });

  test('old services are INI', () => {
    const text = 'layer:\n  service: |\n    [program:web]\n    command=/usr/bin/web\n  port:\n    - 80\n';
    assert.match(scopesAt(text, '[program'), /meta\.embedded\.block\.ini/);
    assert.match(scopesAt(text, 'command='), /meta\.embedded\.block\.ini.*keyword/);
    assert.doesNotMatch(scopesAt(text, 'port:'), /embedded/);
  });

  test('a list of services and other texts stay YAML', () => {
    const text = 'layer:\n  service:\n    - name: web\n      exec: /usr/bin/web\n  description: |\n    cmd: | is no script here\n';
    for (const word of ['name', '/usr/bin', 'is no script']) {
      assert.doesNotMatch(scopesAt(text, word), /embedded/);
    }
  });
});
