// What the extension and its pages say to each other.
import type { Init, Matrix, Packages, Position, Preview } from '../protocol';
import type { DiffLine } from './diff';

export type PreviewPage = 'services' | 'packages';

/** All that the preview shows. */
export interface PreviewModel {
  readonly file: string;
  readonly page: PreviewPage;
  readonly init: Init;
  readonly image: string;
  readonly images: readonly ImageChoice[];
  readonly follow: boolean;
  /** Why there is nothing to show. */
  readonly message?: string;
  readonly preview?: Preview;
  readonly packages?: Packages;
  /** The text against that of the saved file, where that is asked for; a text where it cannot be told. */
  readonly diff?: readonly DiffLine[] | string;
  /** The entry under the cursor. */
  readonly active?: number;
}

export interface ImageChoice {
  readonly name: string;
  readonly label: string;
}

/** To the preview. */
export type ToPreview = { readonly kind: 'show'; readonly model: PreviewModel } | { readonly kind: 'active'; readonly active?: number; readonly follow: boolean };

/** From the preview. */
export type FromPreview =
  | { readonly kind: 'ready' | 'copy' | 'save' }
  | { readonly kind: 'choose'; readonly page?: PreviewPage; readonly init?: Init; readonly image?: string; readonly diff?: boolean }
  | { readonly kind: 'jump'; readonly to: Position };

/** To the matrix. */
export interface ToMatrix {
  readonly kind: 'show';
  readonly project: string;
  readonly matrix?: Matrix;
  readonly message?: string;
}

/** From the matrix. */
export type FromMatrix = { readonly kind: 'ready' | 'refresh' } | { readonly kind: 'open'; readonly uri: string };
