import type { FileHandle } from 'node:fs/promises';

/** What kind of file was asked for, told by its bytes: a sign-in page, or half a file, is none. */
export interface FileForm {
  /** Bytes that `begins` needs to see. */
  headLength: number;
  begins: (head: Buffer) => boolean;
  /** Whether a file of `size` bytes ends as one of this form does. */
  ends: (file: FileHandle, size: number) => Promise<boolean>;
}

/** End of the central directory (APPNOTE.TXT 4.3.16): signature, 18 bytes, then a comment of up to 65,535 bytes. */
const endSignature = Buffer.from('PK\u0005\u0006', 'latin1');
const endLength = 22;

export const zipForm: FileForm = {
  headLength: 4,
  begins: (head) => {
    const signature = head.toString('latin1', 0, 4);
    return signature === 'PK\u0003\u0004' || signature === 'PK\u0005\u0006';
  },
  ends: async (file, size) => {
    const length = Math.min(size, endLength + 0xff_ff);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    let at = buffer.lastIndexOf(endSignature);
    while (at >= 0) {
      const comment = at + endLength <= length ? buffer.readUInt16LE(at + 20) : -1;
      if (at + endLength + comment === length) return true;
      at = at === 0 ? -1 : buffer.lastIndexOf(endSignature, at - 1);
    }
    return false;
  },
};

/** A pack of any version; which one, and whether it is whole, its manifest and the feed's hash say. */
export const packForm: FileForm = {
  headLength: 7,
  begins: (head) => head.toString('latin1', 0, 7) === 'C2CPACK',
  ends: async () => true,
};
