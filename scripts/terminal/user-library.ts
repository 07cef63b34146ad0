import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { lines } from '../../electron/contract/codes.ts';
import type { LineProblem } from '../../electron/contract/library.ts';
import { AppError } from '../../electron/contract/errors.ts';
import { readLibrary } from '../../electron/codeset/library.ts';
import { asProblem } from '../../electron/engine/problem.ts';
import type { FileToOpen, OpenRequest } from '../../electron/engine/rpc.ts';
import { readInstallKey } from '../../electron/secrets/install-key.ts';
import { openRequest, starterWord } from './open-library.ts';

/** Where the app keeps its data on this system: Electron's `userData`. */
function appData(): string {
  const name = 'Case2Code Desktop';
  if (process.platform === 'win32')
    return join(process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), name);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', name);
  return join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), name);
}

/**
 * What to open when the command line names nothing: the app's own library, else the starter set. Keys that sit in
 * the system's keyring are out of the terminal's reach, by design; that is said, and the starter set answers.
 */
export async function defaultRequest(folder = appData()): Promise<OpenRequest> {
  const starter = await openRequest([starterWord]);
  const library = await readLibrary(join(folder, 'library'));
  if (!library || !existsSync(join(folder, 'install-key.json'))) return starter;
  const seal = await readInstallKey(join(folder, 'install-key.json'));
  if (!seal) {
    process.stderr.write(
      "The app's library is sealed in the system keyring, which the terminal cannot open: the starter set answers. Name a library with --codeset.\n",
    );
    return starter;
  }
  const files: FileToOpen[] = [];
  const problems: LineProblem[] = [];
  for (const line of lines) {
    const entry = library.lines[line];
    if (!entry?.wrappedKey) continue;
    try {
      files.push({ line, file: join(folder, 'library', entry.file), key: seal.unwrap(entry.wrappedKey) });
    } catch (error) {
      const missing = new AppError('library-key-missing', `The key of ${entry.file} cannot be unsealed.`, {
        cause: error,
      });
      problems.push({ ...asProblem(missing), line, file: entry.file });
    }
  }
  return files.length > 0 ? { ...starter, files, problems } : starter;
}
