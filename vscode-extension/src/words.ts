// Words about numbers and states.
import { counted } from './counted';
import type { ProjectStatus, Status } from './protocol';
import type { ServerState } from './server/server';

/** What the status bar shows, and what a screen reader says instead of the icons. */
export interface Summary {
  readonly text: string;
  readonly spoken: string;
  readonly isError: boolean;
}

/** Sums up the server and the active file, which has so many problems. */
export function summary(state: ServerState, problems: number): Summary {
  switch (state.kind) {
    case 'off':
      return { text: '$(circle-slash) Overthink', spoken: 'switched off', isError: false };
    case 'starting':
      return { text: '$(loading~spin) Overthink', spoken: 'the server is starting', isError: false };
    case 'failed':
      return { text: '$(error) Overthink', spoken: state.why, isError: true };
    case 'running': {
      const text = problems === 0 ? '$(check) Overthink' : `$(warning) Overthink: ${problems}`;
      return { text, spoken: `${counted(problems, 'problem')} in this file`, isError: false };
    }
  }
}

/** What is known of a project, a line each. */
export function aboutProject(project: ProjectStatus, shortened: (uri: string) => string): string[] {
  const { errors, warnings, infos, hints } = project.problems;
  const unresolved = project.unresolved.length;
  return [
    `Project: ${shortened(project.root)}`,
    `Format: ${project.version === null ? 'no version declared' : `version ${project.version}`}`,
    `${counted(project.layers, 'layer')}, ${counted(project.images, 'image')}`,
    `${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${counted(infos + hints, 'hint')} in the project`,
    ...(unresolved === 0 ? [] : [`${counted(unresolved, 'reference')} to what this checkout does not have`]),
    ...(project.config === null ? [] : [`Rules: ${shortened(project.config)}`]),
  ];
}

/** Why a file is checked, or not, in whole sentences. */
export function aboutFile(status: Status): string {
  const file = status.file;
  if (!file) {
    return 'The server knows nothing of this file.';
  }
  return `${file.handled ? 'Checked' : 'Not checked'}: ${file.reason}.`;
}
