// What the server answers beyond the Language Server Protocol; docs/protocol.md describes it. Only types: the pages use them too.

/** A place in a text, counted from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Location {
  readonly uri: string;
  readonly range: Range;
}

export type Init = 'supervisord' | 'systemd';

/** What an init system gets from a layer. */
export interface Preview {
  readonly layer: string;
  readonly init: Init;
  readonly templates: 'project' | 'embedded' | 'unresolved';
  readonly text: string;
  readonly entries: readonly PreviewEntry[];
  readonly files: readonly PreviewFile[];
}

/** A service entry and what becomes of it. `source` is a place in the layer, `preview` one in the text of the preview. */
export interface PreviewEntry {
  readonly index: number;
  readonly name: string;
  readonly form: 'packaged' | 'custom';
  readonly rendered: boolean;
  readonly reason?: string;
  readonly source: Range;
  readonly preview: Range;
}

/** A file that is written, and where the text of the preview shows it. */
export interface PreviewFile {
  readonly path: string;
  readonly text: string;
  readonly range: Range;
}

/** What a layer installs and asks for, by distro. */
export interface Packages {
  readonly layer: string;
  readonly distros: readonly DistroPackages[];
}

export interface DistroPackages {
  readonly tags: readonly string[];
  readonly build: readonly string[];
  readonly users: readonly string[];
  readonly packages: readonly { readonly format: string; readonly packages: readonly ListedPackage[] }[];
  readonly tagSection?: string;
  readonly lost: readonly ListedPackage[];
  readonly probes: readonly Probe[];
}

/** A package in a list of the layer; `reason` says why it is lost. */
export interface ListedPackage {
  readonly name: string;
  readonly section: string;
  readonly range: Range;
  readonly reason?: string;
}

/** The name that a check asks for, and the key that gives it. */
export interface Probe {
  readonly index: number;
  readonly id: string;
  readonly package: string;
  readonly resolved: string;
  readonly from: string;
  readonly range: Range;
}

/** All layers of a project against the init systems and distros that they are used with. */
export interface Matrix {
  readonly layers: readonly MatrixRow[];
  readonly inits: readonly Init[];
  readonly distros: readonly string[];
}

export interface MatrixRow {
  readonly name: string;
  readonly uri: string;
  readonly cells: readonly MatrixCell[];
}

/** What a layer gives on one init system and distro; `null` where the checkout cannot tell which. */
export interface MatrixCell {
  readonly init: Init | null;
  readonly distro: string | null;
  readonly users: readonly string[];
  readonly gets: readonly Thing[];
  readonly skipped: readonly Thing[];
}

export interface Thing {
  readonly kind: 'service' | 'package';
  readonly name: string;
  readonly detail: string;
}

/** What the server makes of a file. */
export interface Status {
  readonly serverVersion: string;
  readonly projects: readonly string[];
  readonly file?: { readonly handled: boolean; readonly kind: string; readonly reason: string };
  readonly project?: ProjectStatus;
}

export interface ProjectStatus {
  readonly root: string;
  readonly rootFile: string | null;
  readonly version: string | null;
  readonly config: string | null;
  readonly layers: number;
  readonly images: number;
  readonly problems: { readonly errors: number; readonly warnings: number; readonly infos: number; readonly hints: number };
  readonly unresolved: readonly { readonly reference: string; readonly reason: string; readonly location: Location | null }[];
}

/** Layers, images, and what leads from one to another; only what the extension uses. */
export interface Graph {
  readonly images: readonly { readonly name: string; readonly enabled: boolean; readonly init: Init | null; readonly tags: readonly string[] | null }[];
}

interface OfDocument {
  readonly textDocument: { readonly uri: string };
}

/** The requests: what each is given, and what it answers. */
export interface Requests {
  'ov-lsp/preview': { params: OfDocument & { readonly init: Init; readonly image?: string }; answer: Preview | null };
  'ov-lsp/packages': { params: OfDocument & { readonly image?: string }; answer: Packages | null };
  'ov-lsp/matrix': { params: { readonly uri: string }; answer: Matrix | null };
  'ov-lsp/graph': { params: { readonly uri: string }; answer: Graph | null };
  'ov-lsp/status': { params: Partial<OfDocument>; answer: Status };
}
