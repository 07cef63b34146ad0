import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { tagLength } from './format.ts';

/** What the chunks of one pack are sealed with. */
export interface ChunkSeal {
  /** The pack's content key, 32 bytes. */
  contentKey: Uint8Array;
  /** Random, of this pack alone: two packs of one content key never share a key and a nonce. */
  salt: Buffer;
  packId: string;
}

/** A key for this pack alone: HKDF-SHA-256 of the content key, the pack's salt and its id. */
function keyOf({ contentKey, salt, packId }: ChunkSeal): Buffer {
  return Buffer.from(hkdfSync('sha256', contentKey, salt, `case2code pack body ${packId}`, 32));
}

function nonceOf(place: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(place, 8);
  return nonce;
}

/** Binds a chunk to its place, and the last one to being the last. */
function boundTo({ packId }: ChunkSeal, place: number, last: boolean): Buffer {
  return Buffer.from(`case2code pack chunk ${packId} ${place} ${last ? 'last' : 'more'}`);
}

/** Seals a pack's chunks one after the other: AES-256-GCM, ciphertext and tag. */
export function sealer(seal: ChunkSeal): (plain: Uint8Array, last: boolean) => Buffer {
  const key = keyOf(seal);
  let place = 0;
  return (plain, last) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(place));
    cipher.setAAD(boundTo(seal, place, last));
    place += 1;
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  };
}

/** Opens them in the same order; throws where a chunk is not the one of its place. */
export function opener(seal: ChunkSeal): (sealed: Uint8Array, last: boolean) => Buffer {
  const key = keyOf(seal);
  let place = 0;
  return (sealed, last) => {
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(place), { authTagLength: tagLength });
    decipher.setAAD(boundTo(seal, place, last));
    decipher.setAuthTag(sealed.subarray(-tagLength));
    place += 1;
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagLength)), decipher.final()]);
  };
}

/** A chunk's name in the manifest: over its length and its bytes. */
export function chunkHash(length: Uint8Array, sealed: Uint8Array): string {
  return createHash('sha256').update(length).update(sealed).digest('hex').slice(0, 32);
}

/** A chunk's length as it stands before it. */
export function lengthOf(sealed: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(sealed.length);
  return length;
}
