// Colours of supervisord's and systemd's files.

/** A line in its parts, each with a class for its colour. */
export function parts(line: string): { kind: string; text: string }[] {
  if (/^\s*[#;]/.test(line)) {
    return [{ kind: 'comment', text: line }];
  }
  if (/^\s*\[.*\]\s*$/.test(line)) {
    return [{ kind: 'section', text: line }];
  }
  const [, key, equals, value] = /^([^=]+?)(\s*=\s*)(.*)$/.exec(line) ?? [];
  if (key === undefined || equals === undefined || value === undefined) {
    return [{ kind: 'text', text: line }];
  }
  const kind = /^(?:\d+(?:ms|s|min|h)?|true|false|yes|no)$/.test(value) ? 'number' : 'value';
  return [
    { kind: 'key', text: key },
    { kind: 'text', text: equals },
    { kind, text: value },
  ];
}
