import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { hashFile } from '../../codeset/manifest.ts';
import { AppError } from '../../contract/errors.ts';
import type { Bandwidth } from './bandwidth.ts';
import { notAsPromised } from './failures.ts';
import type { FileForm } from './form.ts';
import { PartFile } from './part-file.ts';
import { persist } from './persist.ts';
import { receive } from './receive.ts';
import type { AddressRules, WebParts } from './web.ts';

export interface Download {
  address: string;
  /** Where the whole file will lie; its folder is made. Until then it is `<target>.part`. */
  target: string;
  rules: AddressRules;
  form: FileForm;
  /** Bytes and hash that the file must have, where a signed list says so. */
  size?: number;
  sha256?: string;
  /** Largest file that is accepted, in bytes. */
  most: number;
  /** The version at `target`: the server is asked whether it has another one. */
  held?: { etag: string | null; lastModified: string | null };
  signal: AbortSignal;
  bandwidth?: Bandwidth;
  onProgress?: (progress: Progress) => void;
}

/** `size` is null while the server has not said it. */
export interface Progress {
  bytes: number;
  size: number | null;
}

/** What came; `same`: what lies at `target` is it already. */
export type Downloaded =
  | {
      outcome: 'fetched';
      /** After redirects. */
      address: string;
      bytes: number;
      sha256: string;
      etag: string | null;
      lastModified: string | null;
    }
  | { outcome: 'same' };

/** Times that a file is begun again from its first byte because what came did not fit together. */
const mostRestarts = 2;

const running = new Set<string>();

/**
 * Brings one file to `target`: from where an earlier attempt stopped, with patience for a network that breaks, checked
 * whole, and in one step. Until then whatever lay at `target` stays; what has arrived is kept for the next time
 * unless it was wrong.
 *
 * @throws AppError `network-down`, `network-refused`, `download-damaged`, `disk-full`, `read-only`, `cancelled`;
 *   `not-allowed` when this very file is being downloaded already
 */
export async function download(parts: WebParts, wanted: Download): Promise<Downloaded> {
  const { target, sha256 } = wanted;
  if (sha256 !== undefined && (await hasHash(target, sha256))) return { outcome: 'same' };
  if (running.has(target)) {
    throw new AppError('not-allowed', `${basename(target)} is being downloaded already.`);
  }
  running.add(target);
  try {
    const part = await PartFile.open(target, wanted.address, sha256 ?? null);
    try {
      await part.trim();
      return await complete(parts, wanted, part);
    } finally {
      await (part.bytes === 0 ? part.discard() : part.close());
    }
  } finally {
    running.delete(target);
  }
}

async function complete(parts: WebParts, wanted: Download, part: PartFile): Promise<Downloaded> {
  const { target, signal } = wanted;
  for (let restarts = 0; ; restarts++) {
    const received = await persist(
      () => receive(parts, wanted, part),
      () => part.furthest,
      parts,
      signal,
    );
    if (received.outcome === 'same') return received;
    const checked = received.outcome === 'misfit' ? received : await check(wanted, part);
    if (received.outcome === 'whole' && 'sha256' in checked) {
      const { etag, lastModified } = part.version;
      await part.finish();
      const { sha256 } = checked;
      return {
        outcome: 'fetched',
        address: received.address,
        bytes: part.bytes,
        sha256,
        etag,
        lastModified,
      };
    }
    // Two versions may have been mixed, or a proxy may have kept a stale range: from the first byte it may come right.
    const mayCure = received.outcome === 'misfit' || part.isPieced;
    await part.beginAnew({ etag: null, lastModified: null, size: null });
    if (!mayCure || restarts >= mostRestarts) {
      throw notAsPromised(basename(target), 'why' in checked ? checked.why : 'it is not whole');
    }
  }
}

/** The hash of the whole file, or why it is not the one wanted. */
async function check(
  { form, size, sha256 }: Download,
  part: PartFile,
): Promise<{ sha256: string } | { why: string }> {
  if (size !== undefined && part.bytes !== size) {
    return { why: `it has ${part.bytes} bytes in place of ${size}` };
  }
  const head = Buffer.alloc(form.headLength);
  await part.handle.read(head, 0, head.length, 0);
  if (!form.begins(head)) return { why: 'it is not a file of the kind asked for' };
  if (!(await form.ends(part.handle, part.bytes))) return { why: 'its end is missing' };
  const hash = (await hashFile(part.file)).sha256;
  return sha256 === undefined || hash === sha256
    ? { sha256: hash }
    : { why: 'its content is not what was promised' };
}

async function hasHash(file: string, sha256: string): Promise<boolean> {
  const there = await stat(file).catch(() => null);
  return there !== null && there.isFile() && (await hashFile(file)).sha256 === sha256;
}
