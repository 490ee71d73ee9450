// Which problems are left to a general YAML extension.

/** What the user wants to see, and who else shows it. */
export interface YamlErrors {
  readonly own: 'auto' | 'always' | 'never';
  readonly isShownByOther: boolean;
}

const RULES_OF_YAML = new Set(['syntax-error', 'duplicate-key']);

/** Whether a finding of a rule is shown. */
export function isShown(rule: string, { own, isShownByOther }: YamlErrors): boolean {
  return !RULES_OF_YAML.has(rule) || own === 'always' || (own === 'auto' && !isShownByOther);
}
