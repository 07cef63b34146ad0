import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { systemCode } from '../../codeset/disk-errors.ts';
import { AppError } from '../../contract/errors.ts';
import type { Member } from '../importer.ts';
import { isHidden, safeName } from './member-name.ts';
import { openNested } from './nested-zip.ts';
import { listZip } from './zip.ts';

/** What a path the user gave holds. */
export interface OpenedSource {
  /** In name order; a zip inside a folder or inside a zip is opened too. */
  members: Member[];
  /** Files of a folder, or zips of a zip, that could not be opened, each with its typed error. */
  unreadable: { name: string; error: AppError }[];
}

const mostFiles = 20_000;
const zipMarks: ReadonlySet<string> = new Set(['PK\u0003\u0004', 'PK\u0005\u0006']);

/**
 * Opens a zip, a folder (with its sub-folders; hidden files and links are left out) or one plain file.
 *
 * @throws AppError `not-found` (also for a pipe or a device), `not-allowed`, or `source-damaged` when the path itself
 *   is a zip that cannot be read; `usage` for a folder of very many files
 */
export async function openSource(path: string): Promise<OpenedSource> {
  const info = await stat(path).catch((error: unknown) => {
    throw fileError(error, path);
  });
  if (!info.isDirectory() && !info.isFile()) {
    throw new AppError('not-found', `${path} is neither a file nor a folder. Choose the download itself.`);
  }
  if (info.isFile()) {
    return membersOf(path, path, basename(path), info.size, '');
  }
  const opened: OpenedSource = { members: [], unreadable: [] };
  await walk(path, '', opened);
  return opened;
}

async function walk(root: string, folder: string, opened: OpenedSource): Promise<void> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
    throw fileError(error, join(root, folder));
  });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const inside = folder === '' ? entry.name : `${folder}/${entry.name}`;
    // A symbolic link is neither file nor folder here, so that no loop is walked and nothing outside is read.
    if (entry.name.startsWith('.')) continue;
    try {
      if (entry.isDirectory()) await walk(root, inside, opened);
      if (!entry.isFile()) continue;
      const file = join(root, inside);
      const { size } = await stat(file);
      const { members, unreadable } = await membersOf(root, file, inside, size, `${inside}/`);
      opened.members.push(...members);
      opened.unreadable.push(...unreadable);
    } catch (error) {
      const known = fileError(error, join(root, inside));
      if (known.code === 'usage') throw known;
      opened.unreadable.push({ name: inside, error: known });
    }
    if (opened.members.length + opened.unreadable.length > mostFiles) {
      throw new AppError(
        'usage',
        `${root} holds more than ${mostFiles} files. Choose the folder of the download.`,
      );
    }
  }
}

/** The members of one file on disk: those inside it if it is a zip, else itself. An Excel file is a zip and stays one file. */
async function membersOf(
  source: string,
  file: string,
  name: string,
  size: number,
  prefix: string,
): Promise<OpenedSource> {
  const mark = await firstBytes(file);
  const plain: Member = {
    source,
    name: safeName(name) ?? basename(file),
    size,
    open: () => Promise.resolve(readFileStream(file)),
  };
  if (!zipMarks.has(mark)) {
    if (/\.zip$/i.test(file) && size > 0) throw noZip(file, mark);
    return { members: [plain], unreadable: [] };
  }
  const inside = await listZip({ label: file, from: file });
  if (inside.some((member) => member.name === '[Content_Types].xml')) {
    return { members: [plain], unreadable: [] };
  }
  const members = inside
    .filter((member) => !isHidden(member.name))
    .map((member) => ({ ...member, source, name: `${prefix}${member.name}` }));
  return openNested(members);
}

async function firstBytes(file: string): Promise<string> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
      return buffer.toString('latin1', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fileError(error, file);
  }
}

function readFileStream(file: string): Readable {
  return Readable.from(
    (async function* () {
      try {
        yield* createReadStream(file, { highWaterMark: 1 << 16 });
      } catch (error) {
        throw fileError(error, file);
      }
    })(),
    { objectMode: false },
  );
}

function noZip(file: string, mark: string): AppError {
  const what = mark.startsWith('<')
    ? 'a web page (its licence page, perhaps, not the download)'
    : 'something else';
  return new AppError(
    'source-damaged',
    `${file} is called a zip but is ${what}. Download it again, or give it its right name if it is a text file.`,
  );
}

function fileError(error: unknown, file: string): AppError {
  if (error instanceof AppError) return error;
  const options = { cause: error };
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('not-found', `There is no file or folder ${file}. Check the path.`, options);
    case 'EACCES':
    case 'EPERM':
      return new AppError(
        'not-allowed',
        `${file} may not be read by this account. Change its permissions.`,
        options,
      );
    default:
      return new AppError('source-damaged', `${file} could not be read. Copy or download it again.`, options);
  }
}
