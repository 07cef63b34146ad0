import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { verifyFile } from '../codeset/verify.ts';
import type { VerifiedLine } from '../contract/library.ts';
import { asProblem } from './problem.ts';
import type { EngineProgress, FileToOpen } from './rpc.ts';

/** Reads code-set files whole, one after the other. A damaged one is told and does not stop the others. */
export async function verifyFiles(
  files: readonly FileToOpen[],
  report: (progress: EngineProgress['progress']) => void,
): Promise<VerifiedLine[]> {
  const sizes = await Promise.all(files.map(({ file }) => sizeOf(file)));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const verified: VerifiedLine[] = [];
  let before = 0;
  for (const [place, { line, file, key }] of files.entries()) {
    const bytes = sizes[place] ?? 0;
    report({ done: total === 0 ? null : before / total, detail: `Reading ${basename(file)}` });
    const problem = await verifyFile(file, Buffer.from(key)).then(
      () => null,
      (error: unknown) => asProblem(error),
    );
    verified.push({ line, file: basename(file), bytes, problem });
    before += bytes;
  }
  report({ done: 1, detail: '' });
  return verified;
}

/** What is not there has no size; that it is missing is for `verifyFile` to tell. */
async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
