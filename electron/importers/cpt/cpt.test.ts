import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../contract/errors.ts';
import {
  codes,
  isCpt,
  long,
  longFile,
  medium,
  member,
  notice,
  readCpt,
  short,
  wideFile,
} from './cpt-fixtures.ts';
import { parseCptLine, roleOf } from './cpt-lines.ts';
import { memberOf } from '../fixtures.ts';
import type { Member } from '../importer.ts';
import { droppedIn } from '../report.ts';

describe('the files of a release', () => {
  test.each([
    ['LONGULT', longFile()],
    ['MEDU', wideFile(48)],
    ['SHORTU', wideFile(28)],
    ['SHORTU without a blank line', `${notice}\n${wideFile(28, codes, 'CPT')}`],
    ['with a byte-order mark', `\u00EF\u00BB\u00BF${longFile()}`],
  ])('%s is recognised under any name', async (_, content) => {
    expect(await isCpt(content)).toBe(true);
  });

  test('roles are told by layout, and by name where no medium descriptor is long', () => {
    const lines = (content: string): string[] => content.split('\r\n').filter((line) => line.trim() !== '');
    expect(roleOf(lines(longFile()), 'x')).toBe('long');
    expect(roleOf(lines(wideFile(48)), 'x')).toBe('medium');
    expect(roleOf(lines(wideFile(28)), 'x')).toBe('short');
    expect(roleOf(lines(wideFile(28)), 'MEDU.txt')).toBe('medium');
  });

  test.each([
    ['empty', ''],
    ['upper-case long descriptors (LONGUT)', longFile().toUpperCase()],
    [
      'fixed-width long descriptors (LONGUF)',
      `${notice}\r\n\r\n${codes.map((code) => `${code}   EXAMPLE TEXT`).join('\r\n')}`,
    ],
    ['clinician descriptors', `${notice}\r\n\r\nConcept Id\tCPT Code\tDescriptor\r\n1\t99901\tExample`],
    ['an order file', '00001 A00     0 Cholera                Cholera\r\n'.repeat(9)],
    ['equivalence mappings', '00320 A0220   10000\r\n'.repeat(9)],
    ['pairs of numbers and words', '60611\tExample city\r\n'.repeat(9)],
    ['prose about CPT', 'Words about CPT.\r\n'.repeat(9)],
  ])('%s is not one of them', async (_, content) => {
    expect(await isCpt(content)).toBe(false);
  });

  test('any bytes: says yes or no, never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await isCpt(Buffer.from(bytes).toString('latin1'))).toBe(false);
      }),
    );
  });
});

describe('reading', () => {
  test('gives every code its three descriptors and its category', async () => {
    const { rows, report } = await readCpt(long, medium, short);
    expect(rows.map(({ key, title, detail }) => [key, title, detail['Category']])).toEqual([
      ['99901', 'Example service one', 'I'],
      ['99902', 'Example service two, each further unit', 'I'],
      ['0001A', 'Example shot', 'I (immunization administration)'],
      ['0001F', 'Example measure', 'II'],
      ['0001M', 'Example algorithm', 'MAAA'],
      ['0001T', 'Example technology', 'III'],
      ['0001U', 'Example laboratory test', 'PLA'],
    ]);
    expect(rows[0]).toEqual({
      system: 'cpt',
      key: '99901',
      title: 'Example service one',
      short: 'EXAMPLE SERVICE ONE WITH EXA',
      billable: null,
      parent: null,
      added: null,
      ended: null,
      detail: { 'Medium descriptor': 'EXAMPLE SERVICE ONE WITH EXAMPLE WORDS ADDED TO', Category: 'I' },
    });
    expect(report).toMatchObject({ read: 7, kept: 7, rejected: 0, dropped: {} });
  });

  test.each([
    ['UTF-8', Buffer.from(longFile(['99901']).replace('one', 'naïve – one'))],
    ['cp1252', Buffer.from(longFile(['99901']).replace('one', 'na\u00EFve \u0096 one'), 'latin1')],
  ])('%s', async (_, content) => {
    const { byKey } = await readCpt(member('LONGULT.txt', content));
    expect(byKey.get('99901')?.title).toBe('Example service naïve – one');
  });

  test('a header without a blank line, and one whose lines look like data', async () => {
    const tight = await readCpt(member('LONGULT.txt', longFile(codes, notice)));
    expect(tight.rows).toHaveLength(7);
    const misleading = `${notice}\r\n60611\tExample city\r\n60612\tExample town\r\n`;
    const { rows, report } = await readCpt(member('LONGULT.txt', longFile(codes, misleading)));
    expect(rows.map(({ key }) => key)).toEqual(codes);
    expect(report).toMatchObject({ read: 7, rejected: 0 });
  });

  test('a release of one code, and blank lines at the end', async () => {
    const { rows } = await readCpt(member('LONGULT.txt', `${longFile(['99901'])}\r\n\r\n\r\n`));
    expect(rows).toHaveLength(1);
    const more = await readCpt(member('LONGULT.txt', `${longFile()}\r\n\r\n`));
    expect(more.rows).toHaveLength(7);
  });

  test('MEDU and SHORTU may be missing, LONGULT may not', async () => {
    const { byKey } = await readCpt(long);
    expect(byKey.get('99901')).toMatchObject({ short: '', detail: { Category: 'I' } });
    await expect(readCpt(medium, short)).rejects.toThrow(/LONGULT\.txt of the same release is missing/);
  });

  test.each([
    [
      'a code less',
      codes.slice(1),
      'LONGULT.txt holds 7 codes and SHORTU.txt 6; 99901 is only in LONGULT.txt',
    ],
    [
      'a code more',
      [...codes, '99903'],
      'LONGULT.txt holds 7 codes and SHORTU.txt 8; 99903 is only in SHORTU.txt',
    ],
    [
      'another code',
      [...codes.slice(1), '99903'],
      'SHORTU.txt 7; 99901 is only in LONGULT.txt, 99903 is only in SHORTU.txt',
    ],
  ])('files that differ are refused before anything is read: %s', async (_, of, message) => {
    const error = readCpt(long, medium, member('SHORTU.txt', wideFile(28, of)));
    await expect(error).rejects.toMatchObject({ code: 'source-damaged' });
    await expect(error).rejects.toThrow(message);
  });

  test('MEDU must hold the same codes too', async () => {
    const other = member('MEDU.txt', wideFile(48, codes.slice(0, 6)));
    await expect(readCpt(long, other)).rejects.toThrow('MEDU.txt 6; 0001U is only in LONGULT.txt');
  });

  test('two files of one part are refused', async () => {
    await expect(readCpt(long, memberOf('other/LONGULT.txt', longFile()))).rejects.toThrow(
      /both a LONGULT\.txt/,
    );
  });

  test.each([
    ['x9901\tExample', '"x9901" is not a CPT code'],
    ['9990a\tExample', '"9990a" is not a CPT code'],
    ['99903\t ', '99903: the descriptor is empty'],
    ['99901\tExample again', '99901 is in the file twice; the first one is kept'],
    [`99903\tExample ${'x'.repeat(9000)}`, '99903: the descriptor is longer than 8000 characters'],
    ['no code at all', '"no code at all" is not a CPT code'],
  ])('a bad line is reported: %s', async (line, reason) => {
    const { rows, report } = await readCpt(member('LONGULT.txt', `${longFile()}\r\n${line}\r\n`));
    expect(rows).toHaveLength(7);
    expect(report).toMatchObject({ read: 8, kept: 7, rejected: 1 });
    expect(report.rejects[0]).toEqual({ line: 17, reason: `LONGULT.txt: ${reason}` });
  });

  test('columns of the fixed-width files', () => {
    expect(parseCptLine('99901 EXAMPLE   ', 'short')).toEqual({ code: '99901', text: 'EXAMPLE' });
    expect(parseCptLine('99901XEXAMPLE', 'short')).toEqual({ reason: '99901: column 6 is not blank' });
    expect(parseCptLine(`99901 ${'E'.repeat(29)}`, 'short')).toHaveProperty('reason');
    expect(parseCptLine(`99901 ${'E'.repeat(48)}`, 'medium')).toHaveProperty('text');
    expect(parseCptLine(`99901 ${'E'.repeat(49)}`, 'medium')).toHaveProperty('reason');
  });
});

test('changed bytes anywhere: every record is kept, dropped or rejected, or an AppError', async () => {
  const change = fc.record({
    at: fc.nat(),
    with: fc.constantFrom('\n', '\t', ' ', '9', '\u0000', '\u00FF', 'x'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 12 }), fc.boolean(), async (changes, inLong) => {
      let content = inLong ? longFile() : wideFile(28);
      for (const { at, with: by } of changes) {
        const place = at % content.length;
        content = content.slice(0, place) + by + content.slice(place + 1);
      }
      const files: [Member, Member] = inLong
        ? [member('LONGULT.txt', content), medium]
        : [long, member('SHORTU.txt', content)];
      try {
        const { rows, report } = await readCpt(...files);
        expect(report.read).toBe(report.kept + report.rejected + droppedIn(report));
        expect(rows).toHaveLength(report.kept);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }),
  );
});
