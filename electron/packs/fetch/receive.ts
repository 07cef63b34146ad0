import { statfs } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { Download, Downloaded } from './download.ts';
import { cutOff, notAsPromised, pageInstead } from './failures.ts';
import type { PartFile, Version } from './part-file.ts';
import { ask, failureOf } from './request.ts';
import type { Answer } from './request.ts';
import type { WebParts } from './web.ts';

/** Nothing is known of a file that has not begun. */
const unknownVersion: Version = { etag: null, lastModified: null, size: null };

/** How one connection ended: with the whole file, or with something that does not fit what is there. */
export type Received =
  | { outcome: 'whole'; address: string }
  | { outcome: 'misfit'; why: string }
  | Extract<Downloaded, { outcome: 'same' }>;

/**
 * Asks once for what is missing of the file and takes what comes.
 *
 * @throws AppError what cannot be cured by asking again; `Passing` what may be, with `part` kept as far as it came
 */
export async function receive(parts: WebParts, wanted: Download, part: PartFile): Promise<Received> {
  const { address, rules, signal, size } = wanted;
  if (part.bytes > 0 && part.bytes === size) return { outcome: 'whole', address };
  const answer = await ask(parts, { address, rules, signal, headers: headersFor(wanted, part) });
  try {
    if (answer.status === 304 && part.bytes === 0 && wanted.held) return { outcome: 'same' };
    if (answer.status === 416 && part.bytes > 0) return afterEnd(answer, part);
    const failure = failureOf(answer, parts.now());
    if (failure) throw failure;
    if (isPage(answer)) throw pageInstead(answer.url);
    if (answer.status === 206) {
      const misfit = goOn(answer, wanted, part);
      if (misfit !== null) return { outcome: 'misfit', why: misfit };
    } else {
      // The whole file from its first byte, whether or not a part was asked for.
      const lastModified = answer.header('last-modified');
      await part.beginAnew({ etag: strongEtag(answer), lastModified, size: lengthOf(answer) });
    }
    return await take(answer, wanted, part);
  } catch (error) {
    // Nothing of it is to be gone on from: what was wrong once would stay wrong.
    if (error instanceof AppError && error.code === 'download-damaged') await part.beginAnew(unknownVersion);
    throw error;
  } finally {
    answer.close();
    await part.keep();
  }
}

function headersFor({ held, sha256 }: Download, part: PartFile): Record<string, string> {
  if (part.bytes === 0) {
    if (held?.etag) return { 'if-none-match': held.etag };
    return held?.lastModified ? { 'if-modified-since': held.lastModified } : {};
  }
  const { etag, lastModified } = part.version;
  const version = etag ?? lastModified;
  if (version !== null) return { range: `bytes=${part.bytes}-`, 'if-range': version };
  // Without a name for the version and without a hash, nobody could tell that two versions were joined.
  return sha256 === undefined ? {} : { range: `bytes=${part.bytes}-` };
}

/** 416: there is nothing after what is here. Fine where the server says that this is all. */
function afterEnd(answer: Answer, part: PartFile): Received {
  const [, all] = /^bytes \*\/(\d+)$/.exec(answer.header('content-range') ?? '') ?? [];
  if (Number(all) === part.bytes) return { outcome: 'whole', address: answer.url.href };
  return { outcome: 'misfit', why: 'the server has another file than the one begun' };
}

/** A sentence's part when the range sent is not the one that was asked for. */
function goOn(answer: Answer, wanted: Download, part: PartFile): string | null {
  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(answer.header('content-range') ?? '');
  if (!range || isEncoded(answer)) return 'the server does not say which part it sends';
  const [first, last] = [Number(range[1]), Number(range[2])];
  const size = range[3] === '*' ? null : Number(range[3]);
  const { version } = part;
  if (first !== part.bytes || part.bytes === 0) return 'the server sent another part than the one asked for';
  if (last < first || (size !== null && last >= size)) return 'the server sent a part that cannot be';
  if (size !== null && version.size !== null && size !== version.size)
    return 'the file changed on the server';
  if (size === null && version.size === null && wanted.size === undefined)
    return 'the server does not say how long the file is';
  // With a hash the whole file tells whether parts of one version were joined; without one only these names do.
  const isStrict = wanted.sha256 === undefined;
  const [etag, lastModified] = [strongEtag(answer), answer.header('last-modified')];
  const isOther =
    version.etag === null
      ? differs(version.lastModified, lastModified, isStrict)
      : differs(version.etag, etag, isStrict);
  if (isOther) return 'the file changed on the server';
  part.goOn();
  return null;
}

/** Whether the name of a version is another than before; one that is missing says so only where it must be there. */
function differs(before: string | null, now: string | null, isStrict: boolean): boolean {
  return before !== now && (isStrict || (before !== null && now !== null));
}

async function take(answer: Answer, wanted: Download, part: PartFile): Promise<Received> {
  const { target, onProgress, bandwidth, signal } = wanted;
  const limit = Math.min(wanted.size ?? wanted.most, wanted.most);
  const size = part.version.size ?? wanted.size ?? null;
  if (size !== null) await refuseWithoutSpace(target, size - part.bytes);
  let head = part.bytes === 0 ? Buffer.alloc(0) : null;
  onProgress?.({ bytes: part.bytes, size });
  for await (const piece of answer.pieces()) {
    if (head) head = checkHead(Buffer.concat([head, piece]), answer.url, wanted);
    const more = part.bytes + piece.length;
    if (more > limit) throw notAsPromised(basename(target), `it is longer than ${limit} bytes`);
    if (size !== null && more > size) {
      return { outcome: 'misfit', why: 'the server sent more than it said' };
    }
    await part.append(piece);
    onProgress?.({ bytes: part.bytes, size });
    // Cancelled while it waits: the next piece says so.
    await bandwidth?.take(piece.length, signal).catch(() => {});
  }
  if (size !== null && part.bytes < size) throw cutOff(answer.url.host);
  return { outcome: 'whole', address: answer.url.href };
}

/** Null once enough has been seen. */
function checkHead(
  head: Buffer<ArrayBuffer>,
  url: URL,
  { form, target }: Download,
): Buffer<ArrayBuffer> | null {
  if (head.length < form.headLength) return head;
  if (form.begins(head)) return null;
  if (head.toString('latin1').trimStart().startsWith('<')) throw pageInstead(url);
  throw notAsPromised(basename(target), 'it is not a file of the kind asked for');
}

function isPage(answer: Answer): boolean {
  return /^text\/html\b/i.test(answer.header('content-type') ?? '');
}

function isEncoded(answer: Answer): boolean {
  return (answer.header('content-encoding') ?? 'identity') !== 'identity';
}

/** Null where the server does not say, or speaks of a compressed copy. */
function lengthOf(answer: Answer): number | null {
  if (isEncoded(answer)) return null;
  const length = answer.header('content-length');
  return length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null;
}

/** A weak tag names a meaning, not bytes (RFC 9110, 8.8.1): nothing can be joined by it. */
function strongEtag(answer: Answer): string | null {
  const etag = answer.header('etag');
  return etag !== null && /^"[\u0021\u0023-\u007e]*"$/.test(etag) ? etag : null;
}

/** Told before an hour's download, not after it. */
async function refuseWithoutSpace(target: string, needed: number): Promise<void> {
  const disk = await statfs(dirname(target)).catch(() => null);
  if (disk === null || disk.bavail * disk.bsize >= needed) return;
  throw new AppError(
    'disk-full',
    `The disk has no room for ${basename(target)}: ${Math.ceil(needed / 1e6).toLocaleString('en-US')} MB more are needed. What has arrived is kept, and nothing that answers was changed. Free some space and start the download again.`,
  );
}
