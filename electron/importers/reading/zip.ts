import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { fromBufferPromise, getFileNameLowLevel, openPromise } from 'yauzl';
import { AppError } from '../../contract/errors.ts';
import { safeName } from './member-name.ts';

/** One file inside a zip. Nothing is ever extracted to disk, so its name is for people only. */
export interface ZipMember {
  name: string;
  size: number;
  /** Streams the bytes; they are checked against the declared size and CRC-32 while they pass. */
  open(): Promise<Readable>;
}

/** A zip on disk by its path, or in memory; `label` names it in messages. */
export interface ZipSource {
  label: string;
  from: string | Buffer;
}

/** Above any file this program reads (the largest, NCCI, has 160 MB) and below what could fill a disk or memory. */
const largestMember = 2 ** 31;
/** Deflate reaches 1032:1 on zeros; official text files stay below 30:1. Small members may compress as they like. */
const largestRatio = 200;
const anyRatioBelow = 1 << 20;
const mostMembers = 20_000;

/**
 * Lists the files of a zip by its central directory, in name order; folders and symbolic links are left out. What is wrong with one member (encrypted, an impossible size) shows when it is opened.
 *
 * @throws AppError `source-damaged` when the zip is cut off or not a zip
 */
export async function listZip(zip: ZipSource): Promise<ZipMember[]> {
  const members: ZipMember[] = [];
  const file = await openZip(zip);
  try {
    if (file.entryCount > mostMembers) throw damagedZip(zip, `it lists ${file.entryCount} files`);
    for await (const entry of file.eachEntry()) {
      const rawName = getFileNameLowLevel(
        entry.generalPurposeBitFlag,
        entry.fileNameRaw,
        entry.extraFields,
        false,
      );
      const name = safeName(rawName);
      if (rawName.endsWith('/') || name === null || isSymbolicLink(entry)) continue;
      members.push({ name, size: entry.uncompressedSize, open: () => openEntry(zip, entry, name) });
    }
  } catch (error) {
    throw error instanceof AppError ? error : damagedZip(zip, messageOf(error), error);
  } finally {
    file.close();
  }
  return members.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}

async function openZip({ label, from }: ZipSource): Promise<ZipFile> {
  // Names are decoded by us: yauzl refuses a whole zip for one absolute name, which is harmless here.
  const options = { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: true };
  try {
    return await (typeof from === 'string' ? openPromise(from, options) : fromBufferPromise(from, options));
  } catch (error) {
    throw damagedZip({ label, from }, messageOf(error), error);
  }
}

async function openEntry(zip: ZipSource, entry: Entry, name: string): Promise<Readable> {
  refuseHostile(zip, entry, name);
  const file = await openZip(zip);
  try {
    const raw = await file.openReadStreamPromise(entry);
    return Readable.from(checked(raw, file, zip, entry, name), { objectMode: false });
  } catch (error) {
    file.close();
    throw damagedMember(zip, name, messageOf(error), error);
  }
}

/** Passes the bytes on and compares their CRC-32 at the end; yauzl itself compares only the size. */
async function* checked(
  raw: Readable,
  file: ZipFile,
  zip: ZipSource,
  entry: Entry,
  name: string,
): AsyncGenerator<Buffer> {
  let sum = 0;
  try {
    for await (const chunk of raw) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('A zip member gives bytes.');
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw damagedMember(zip, name, messageOf(error), error);
  } finally {
    raw.destroy();
    file.close();
  }
  if (sum !== entry.crc32) throw damagedMember(zip, name, 'its checksum is wrong');
}

function refuseHostile(zip: ZipSource, entry: Entry, name: string): void {
  if (entry.isEncrypted()) {
    throw new AppError(
      'source-damaged',
      `${name} in ${zip.label} is protected by a password. Unpack it with its password and choose the folder.`,
    );
  }
  if (!entry.canDecodeFileData()) {
    throw new AppError(
      'source-damaged',
      `${name} in ${zip.label} is packed in a way this program cannot read (method ${entry.compressionMethod}). Unpack it and choose the folder.`,
    );
  }
  const { uncompressedSize: size, compressedSize } = entry;
  if (size > largestMember || (size > anyRatioBelow && size > compressedSize * largestRatio)) {
    throw damagedMember(zip, name, `it claims to unpack to ${size} bytes`);
  }
}

function isSymbolicLink(entry: Entry): boolean {
  // Unix zips keep the file mode in the upper half of the attributes.
  return ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

function damagedZip(zip: ZipSource, why: string, cause?: unknown): AppError {
  return new AppError(
    'source-damaged',
    `${zip.label} is damaged or not complete (${why}). Download it again from its publisher.`,
    { cause },
  );
}

function damagedMember(zip: ZipSource, name: string, why: string, cause?: unknown): AppError {
  return new AppError(
    'source-damaged',
    `${name} in ${zip.label} is damaged (${why}). Download ${zip.label} again from its publisher.`,
    { cause },
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
