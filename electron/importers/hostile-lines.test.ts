import { describe, expect, test } from 'vitest';
import { AppError } from '../contract/errors.ts';
import { endlessMember, memberOf } from './fixtures.ts';
import { releaseDraftOf } from './import.ts';
import type { Member } from './importer.ts';
import { expectFlat } from './memory.ts';
import { csvRecords } from './reading/csv.ts';
import { linesOf, longestLine } from './reading/lines.ts';
import { recognise } from './registry.ts';
import { newReport } from './report.ts';
import type { Sample } from './samples.ts';
import { samples } from './samples.ts';

const size = 2 ** 31;
const pieceOf = (text: string): Buffer => Buffer.from(text.repeat(2 ** 16 / text.length), 'latin1');

async function drain(rows: AsyncIterable<unknown> | Iterable<unknown>): Promise<void> {
  for await (const row of rows) expect(row).toBeDefined();
}

/** The way of a release up to the writer, which takes one row after the other. */
async function read([member, ...others]: [Member, ...Member[]]): Promise<void> {
  try {
    const importer = await recognise(member);
    if (!importer) return;
    const described = await importer.describe(member);
    const planned = { importer, files: [member, ...others] as [Member, ...Member[]], ...described };
    await drain(releaseDraftOf(planned, '', newReport()).facts);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'internal') throw error;
  }
}

/** The files of a sample, the first of them going on and on behind its end. */
function longMembers({ files }: Sample, letter: string, look: () => void): [Member, ...Member[]] {
  const [[name, first] = ['', Buffer.alloc(0)], ...others] = Object.entries(files);
  const member = endlessMember(name, pieceOf(letter), size, { first, look });
  return [member, ...others.map(([other, content]) => memberOf(other, content))];
}

describe('a line of 2 GB', { timeout: 120_000 }, () => {
  test.each(['A', '\u0000', ' '])('of %j is one line, cut', async (letter) => {
    await expectFlat(async (look) => {
      const lengths: number[] = [];
      for await (const { text } of linesOf(endlessMember('a.txt', pieceOf(letter), size, { look }))) {
        lengths.push(text.length);
      }
      expect(lengths).toEqual([longestLine]);
    });
  });

  test.each([
    ['a cell', 'A', ''],
    ['zeros', '\u0000', ''],
    ['a quote that never ends', 'A', 'a,b\n1,"'],
    ['quotes', '"', ''],
    ['delimiters', ',', ''],
    ['empty quoted cells', '"",', 'a,b\n'],
  ])('is refused in a CSV file: %s', async (_, letter, first) => {
    await expectFlat(async (look) => {
      const member = endlessMember('a.csv', pieceOf(letter), size, { look, first: Buffer.from(first) });
      await expect(drain(csvRecords(member, newReport()))).rejects.toMatchObject({ code: 'source-damaged' });
    });
  });

  test.each(samples.map((sample) => [sample.importer.format, sample] as const))(
    'behind the end of a file is one bad record, or refused: %s',
    async (_, sample) => {
      for (const letter of ['A', ' ']) {
        await expectFlat((look) => read(longMembers(sample, letter, look)));
      }
    },
  );

  test.each(['0', 'A', ' ', '\u0000', '\u00FF', ',', '"', '<', '[', '\t'])(
    'of %j is no file of any format',
    async (letter) => {
      await expectFlat(async (look) => {
        expect(await recognise(endlessMember('a.txt', pieceOf(letter), size, { look }))).toBeNull();
      });
    },
  );
});
