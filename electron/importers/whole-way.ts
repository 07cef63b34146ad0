/** The whole way of a source into a library, for tests. Nothing else imports this module. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { CodeSet } from '../codeset/reader.ts';
import { verifyFile } from '../codeset/verify.ts';
import { lines } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';
import { importLine } from './import-line.ts';
import type { ImportPlan } from './import.ts';
import { lineOf, planImport } from './import.ts';
import { droppedIn } from './report.ts';

/** Raw, so that no time goes into making one. */
const key = Buffer.alloc(32, 7);

/**
 * Plans and imports what lies at a path into a library folder of its own, and expects that every line ends in a file
 * that verifies and opens, with every record counted, or in a typed error and an empty folder.
 *
 * @param folder where the library is made, and removed again
 * @returns the code of the error, `passed` where nothing was planned
 */
export async function expectTypedEnd(path: string, folder: string): Promise<string> {
  const plan = await planImport([path]).catch(typed);
  if (typeof plan === 'string') return plan;
  let end = 'passed';
  for (const line of lines) {
    const planned = plan.planned.filter((one) => lineOf(one) === line);
    if (planned.length > 0) end = await lineEnd(line, planned, folder);
  }
  return end;
}

async function lineEnd(
  line: (typeof lines)[number],
  planned: ImportPlan['planned'],
  folder: string,
): Promise<string> {
  const library = await mkdtemp(join(folder, 'library-'));
  try {
    const imported = await importLine(line, planned, { folder: library, key }).catch(typed);
    const left = await readdir(library);
    if (typeof imported === 'string') {
      expect(left).toEqual([]);
      return imported;
    }
    const file = imported.written?.file ?? '';
    expect(left.toSorted()).toEqual([file, `${file}.json`]);
    for (const { report } of imported.releases) {
      expect(report.read).toBe(report.kept + report.rejected + droppedIn(report));
    }
    await verifyFile(join(library, file), key);
    (await CodeSet.open(join(library, file), key)).close();
    return 'written';
  } finally {
    await rm(library, { recursive: true });
  }
}

/** The code of a typed error; anything else is thrown on, and so is what was only wrapped as one at the last moment. */
function typed(error: unknown): string {
  if (!(error instanceof AppError) || error.code === 'internal') throw error;
  expect(error.message).not.toBe('');
  return error.code;
}
