import { join } from 'node:path';
import type { Line } from '../contract/codes.ts';
import { lines } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';
import type { LibraryStatus, LineProblem } from '../contract/library.ts';
import { keptOf } from '../codeset/kept.ts';
import type { Library } from '../codeset/library.ts';
import { asProblem } from './problem.ts';
import type { FileToOpen, WrittenFile } from './rpc.ts';

/** How the library's file keys are sealed: by the install key, which main holds. */
export interface KeySeal {
  keysIn: LibraryStatus['keysIn'];
  wrap(key: Buffer): string;
  /** Throws when the key was sealed by another install key. */
  unwrap(wrapped: string): Buffer;
}

/** The files that a library names, with their keys; a file whose key cannot be unsealed is a problem instead. */
export function filesToOpen(
  folder: string,
  library: Library,
  seal: KeySeal,
): { files: FileToOpen[]; problems: LineProblem[] } {
  const files: FileToOpen[] = [];
  const problems: LineProblem[] = [];
  for (const line of lines) {
    const entry = library.lines[line];
    if (!entry) continue;
    try {
      files.push({ line, file: join(folder, entry.file), key: unseal(line, entry.wrappedKey, seal) });
    } catch (error) {
      problems.push({ ...asProblem(error), line, file: entry.file });
    }
  }
  return { files, problems };
}

/** The file kept of a line, with its key. @throws AppError `not-found`, `library-key-missing` */
export function keptToOpen(folder: string, library: Library, line: Line, seal: KeySeal): FileToOpen {
  const { file, wrappedKey } = keptOf(library, line);
  return { line, file: join(folder, file), key: unseal(line, wrappedKey, seal) };
}

/** New files as `library.json` names them, their keys sealed. */
export function sealedEntries(written: readonly WrittenFile[], seal: KeySeal): Library['lines'] {
  const entries: Library['lines'] = {};
  for (const { line, file, key } of written)
    entries[line] = { file, wrappedKey: seal.wrap(Buffer.from(key)) };
  return entries;
}

function unseal(line: Line, wrapped: string | undefined, seal: KeySeal): Buffer {
  try {
    if (wrapped === undefined) throw new Error('no key in library.json');
    return seal.unwrap(wrapped);
  } catch (error) {
    throw new AppError(
      'library-key-missing',
      `The key of the ${line} code set cannot be unsealed: it was made on another computer, by another account, or the system's keyring was reset. Add the code set again.`,
      { cause: error },
    );
  }
}
