import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Line } from '../../electron/contract/codes.ts';
import { lines } from '../../electron/contract/codes.ts';
import { AppError } from '../../electron/contract/errors.ts';
import { keyFileOf, readKeyFile } from '../../electron/codeset/keys.ts';
import { readLibrary } from '../../electron/codeset/library.ts';
import { readManifest } from '../../electron/codeset/manifest.ts';
import type { LineProblem } from '../../electron/contract/library.ts';
import { asProblem } from '../../electron/engine/problem.ts';
import type { FileToOpen, OpenRequest } from '../../electron/engine/rpc.ts';
import { dataFolder, starterLibrary } from './starter-library.ts';

/** The word that names the starter set where a library folder or file is expected. */
export const starterWord = 'starter';

/**
 * What the engine is to open for the folders and files named on the command line. One file answers per line: the
 * first one named wins, so `--codeset mine --codeset starter` adds the starter set's lines to mine.
 *
 * A file without its key or manifest is among the problems; the others answer.
 *
 * @throws AppError `library-missing`, `usage`
 */
export async function openRequest(named: readonly string[]): Promise<OpenRequest> {
  const byLine = new Map<Line, FileToOpen>();
  const problems: LineProblem[] = [];
  for (const place of named) {
    const path = place === starterWord ? await starterLibrary() : place;
    for (const file of await codeSetFiles(path)) {
      try {
        const { line } = await readManifest(file);
        if (!byLine.has(line)) byLine.set(line, { line, file, key: await readKeyFile(keyFileOf(file)) });
      } catch (error) {
        // Reported with what the engine finds; the other files answer.
        problems.push({ ...asProblem(error), line: null, file: basename(file) });
      }
    }
  }
  return { files: [...byLine.values()], reference: dataFolder, problems };
}

/** The code-set files of a library folder (those that answer), or the one file itself. */
export async function codeSetFiles(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new AppError('library-missing', `There is no ${path}.`);
  if (found.isFile()) {
    if (basename(path) !== 'library.json') return [path];
    throw new AppError('usage', `Name the folder that holds ${path}, not the file.`);
  }
  const library = await readLibrary(path);
  if (!library) throw new AppError('library-missing', `${path} holds no library (no library.json).`);
  return lines.flatMap((line) => {
    const entry = library.lines[line];
    return entry ? [join(path, entry.file)] : [];
  });
}
