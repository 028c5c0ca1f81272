/**
 * Files on their way: a place to send the bytes to, the bytes, and the sharing of them.
 */
export interface Upload {
  readonly id: string;
  readonly secret: string;
  /** The installation that asked for it. */
  readonly ownerId: string;
  readonly name: string;
  /** Bytes that were announced. */
  readonly length: number;
  content: Buffer | undefined;
  shared: boolean;
}

export interface FileStore {
  readonly uploads: Map<string, Upload>;
}

export const makeFileStore = (): FileStore => ({ uploads: new Map() });
