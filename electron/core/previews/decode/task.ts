/** What a decoder is asked to make a small picture of. */
export type DecodeTask =
  | {
      readonly by: 'picture' | 'svg' | 'pdf' | 'cover';
      /** Where the store gives the object. */
      readonly url: string;
      readonly size: number;
      /** Longest side of what is made, in pixels; that of a small picture when absent. */
      readonly side?: number;
    }
  /** A picture that a page made; it is drawn anew, and what else it holds is left behind. */
  | { readonly by: 'frame'; readonly bytes: Uint8Array };

/** A small picture: WebP, so that it may be transparent. */
export interface SmallPicture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** `nothing`: no picture can be made of these bytes, now or later. `unreachable`: the store did not give them. */
export type DecodeOutcome =
  | { readonly kind: 'made'; readonly picture: SmallPicture }
  | { readonly kind: 'nothing'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string };

/** What a decoder thread is started with. */
export interface DecoderData {
  /** Path of the PDF decoder's WebAssembly. */
  readonly pdfium: string;
}

/** The first word of a decoder thread: what it dies of later is the fault of a file, and before of ours. */
export const READY = 'ready';

/** What the small pictures are stored as. */
export const PICTURE_TYPE = 'image/webp';
