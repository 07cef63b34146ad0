import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import type { Line } from '../contract/codes.ts';
import { forgetKept, removeLine, switchLines, turnBack } from './kept.ts';
import { libraryFileOf, readLibrary, replaceLines } from './library.ts';

const folder = folderPerTest();
const file = (line: Line, digit: string) => ({ file: `${line}-${digit.repeat(16)}.c2c`, wrappedKey: digit });

describe('what is kept of a line', () => {
  test('is the file that answered before, and never more than one', async () => {
    await switchLines(folder(), { hcpcs: file('hcpcs', '1'), ncci: file('ncci', '1') });
    expect((await readLibrary(folder()))?.kept).toEqual({});
    await switchLines(folder(), { ncci: file('ncci', '2') });
    const after = await switchLines(folder(), { ncci: file('ncci', '3') });
    expect(after.lines).toEqual({ hcpcs: file('hcpcs', '1'), ncci: file('ncci', '3') });
    expect(after.kept).toEqual({ ncci: { ...file('ncci', '2'), because: 'replaced' } });
    expect(await readLibrary(folder())).toEqual(after);
  });

  test('is gone back to and forward again', async () => {
    await switchLines(folder(), { ncci: file('ncci', '1') });
    const newest = await switchLines(folder(), { ncci: file('ncci', '2') });
    const back = await turnBack(folder(), 'ncci');
    expect(back.lines.ncci).toEqual(file('ncci', '1'));
    expect(back.kept.ncci).toEqual({ ...file('ncci', '2'), because: 'rolled-back' });
    expect(await turnBack(folder(), 'ncci')).toEqual(newest);
  });

  test('of a removed line is what answered last; it comes back, or stays beside what is installed anew', async () => {
    await switchLines(folder(), { ncci: file('ncci', '1') });
    await switchLines(folder(), { ncci: file('ncci', '2') });
    const removed = await removeLine(folder(), 'ncci');
    expect(removed.lines).toEqual({});
    expect(removed.kept).toEqual({ ncci: { ...file('ncci', '2'), because: 'removed' } });
    const anew = await switchLines(folder(), { ncci: file('ncci', '3') });
    expect(anew.kept).toEqual(removed.kept);
    await removeLine(folder(), 'ncci');
    const back = await turnBack(folder(), 'ncci');
    expect(back).toMatchObject({ lines: { ncci: file('ncci', '3') }, kept: {} });
  });

  test('is left alone when the file that answers is mended', async () => {
    await switchLines(folder(), { ncci: file('ncci', '1') });
    await switchLines(folder(), { ncci: file('ncci', '2') });
    const mended = await replaceLines(folder(), { ncci: file('ncci', '3') });
    expect(mended.kept.ncci).toEqual({ ...file('ncci', '1'), because: 'replaced' });
    expect((await forgetKept(folder())).kept).toEqual({});
  });

  test('that is not there is told, and nothing is changed', async () => {
    await switchLines(folder(), { hcpcs: file('hcpcs', '1') });
    const before = readFileSync(libraryFileOf(folder()), 'utf8');
    await expect(turnBack(folder(), 'hcpcs')).rejects.toMatchObject({ code: 'not-found' });
    await expect(turnBack(folder(), 'ncci')).rejects.toMatchObject({ code: 'not-found' });
    await expect(removeLine(folder(), 'ncci')).rejects.toMatchObject({ code: 'not-found' });
    expect(readFileSync(libraryFileOf(folder()), 'utf8')).toBe(before);
  });

  test('whatever is done, no file both answers and is kept, and what answered last can be had back', async () => {
    const step = fc.constantFrom('install', 'back', 'remove');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        await replaceLines(folder(), { ncci: file('ncci', 'a') });
        await forgetKept(folder());
        for (const [at, one] of steps.entries()) {
          const before = await readLibrary(folder());
          const doIt = {
            install: () => switchLines(folder(), { ncci: file('ncci', String(at)) }),
            back: () => turnBack(folder(), 'ncci'),
            remove: () => removeLine(folder(), 'ncci'),
          }[one];
          const after = await doIt().catch(() => before);
          const [was, now] = [before?.lines.ncci?.file, after?.lines.ncci?.file];
          expect(after?.kept.ncci?.file).not.toBe(now ?? 'none');
          if (was !== undefined && was !== now) expect(after?.kept.ncci?.file).toBe(was);
        }
      }),
      { numRuns: 40, seed: 4 },
    );
  });
});
