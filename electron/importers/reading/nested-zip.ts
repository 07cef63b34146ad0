import { AppError } from '../../contract/errors.ts';
import type { Member } from '../importer.ts';
import { isHidden } from './member-name.ts';
import type { OpenedSource } from './source.ts';
import type { ZipMember } from './zip.ts';
import { listZip } from './zip.ts';

/** CMS packs coverage exports as a zip in a zip; nobody packs deeper than this. */
const deepest = 3;
/** A zip in a zip is held in memory while it is read; the largest of CMS has some 60 MB. */
const largestPacked = 128 * 2 ** 20;
const mostMembers = 20_000;

/** The zips read last, one of each level, with their bytes: their members are asked for one after the other. */
let held: { of: Member; files: Promise<ZipMember[]> }[] = [];

/**
 * Puts the files of zips among `members` in the place of those zips, down to the third level. What is wrong with one
 * zip is told, and its neighbours are read.
 */
export async function openNested(members: readonly Member[], depth = 1): Promise<OpenedSource> {
  const opened: OpenedSource = { members: [], unreadable: [] };
  for (const member of members) {
    if (!/\.zip$/i.test(member.name) || member.size === 0) {
      opened.members.push(member);
      continue;
    }
    try {
      if (depth > deepest) throw tooDeep(member);
      const deeper = await openNested(await inside(member), depth + 1);
      opened.members.push(...deeper.members);
      opened.unreadable.push(...deeper.unreadable);
      if (opened.members.length + opened.unreadable.length > mostMembers) throw tooMany(member);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'usage') throw error;
      opened.unreadable.push({ name: member.name, error });
    }
  }
  return opened;
}

async function inside(zip: Member): Promise<Member[]> {
  const files = await filesOf(zip);
  return [...files.entries()]
    .filter(([, { name }]) => !isHidden(name))
    .map(([at, { name, size }]) => ({
      source: zip.source,
      name: `${zip.name}/${name}`,
      size,
      open: async () => {
        // Listed anew where what was held of the zip has given way to others.
        const member = (await filesOf(zip))[at];
        if (member?.name === name) return member.open();
        throw new AppError('source-damaged', `${zip.name} changed while it was read. Try again.`);
      },
    }));
}

function filesOf(zip: Member): Promise<ZipMember[]> {
  const known = held.find(({ of }) => of === zip);
  const files = known?.files ?? readAll(zip).then((from) => listZip({ label: zip.name, from }));
  held = [{ of: zip, files }, ...held.filter(({ of }) => of !== zip)].slice(0, deepest);
  return files;
}

async function readAll(zip: Member): Promise<Buffer> {
  if (zip.size > largestPacked) throw tooLarge(zip);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await zip.open()) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('A source file gives bytes.');
    size += chunk.length;
    if (size > largestPacked) throw tooLarge(zip);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(zip: Member): AppError {
  return new AppError(
    'source-damaged',
    `${zip.name} is a zip inside a zip and too large to be read there. Unpack it and choose the folder.`,
  );
}

function tooDeep(zip: Member): AppError {
  return new AppError(
    'source-damaged',
    `${zip.name} lies in zips more than ${deepest} deep. Unpack it and choose the file inside.`,
  );
}

function tooMany(zip: Member): AppError {
  return new AppError(
    'usage',
    `${zip.source} holds more than ${mostMembers} files. Choose the folder of the download.`,
  );
}
