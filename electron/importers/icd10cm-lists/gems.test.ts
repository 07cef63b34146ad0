import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsOf, realMember, recognised, rowsOf } from '../icd10cm/fixtures-icd.ts';
import { contentOf, memberOf, realFiles } from '../fixtures.ts';
import { fromIcd9, toIcd9 } from './fixtures-lists.ts';
import { gemsFromIcd9, gemsToIcd9, parseGemLine } from './gems.ts';

describe('General Equivalence Mappings', () => {
  test('a line is cut at its columns', () => {
    expect(parseGemLine('A021    99591 10112', 'to-icd9')).toEqual({
      direction: 'to-icd9',
      code: 'A021',
      target: '99591',
      approximate: 1,
      noMap: 0,
      combination: 1,
      scenario: 1,
      choice: 2,
    });
    expect(parseGemLine('36570 NoDx    11000', 'from-icd9')).toMatchObject({
      code: '36570',
      target: null,
      noMap: 1,
    });
    expect(parseGemLine('T8853XD v5889 10000', 'to-icd9')).toMatchObject({ target: 'V5889' });
  });

  test('the lines of a code are numbered', async () => {
    const { facts, report } = await factsOf(gemsToIcd9, memberOf('2018_I10gem.txt', toIcd9.join('\r\n')));
    expect(rowsOf(facts, 'equivalence').map(({ code, ordinal, target }) => [code, ordinal, target])).toEqual([
      ['A000', 0, '0010'],
      ['A021', 0, '0031'],
      ['A021', 1, '99591'],
      ['R29700', 0, null],
    ]);
    expect(report).toMatchObject({ read: 4, kept: 4, rejected: 0 });
  });

  test.each([
    ['A000    0010  0000', 'not 19 characters long'],
    ['A000    0010  000000', 'not 19 characters long'],
    ['A000   00010  00000', 'the fields are not in the columns of a GEM'],
    ['A000    0010  00x00', 'the fields are not in the columns of a GEM'],
    ['10000   0010  00000', '"10000" is not a code of this GEM'],
    ['A000    ABCD  00000', 'A000: "ABCD" is not a code of this GEM'],
    ['A000    NoDx  10000', 'A000: its target "NoDx" and its flag "no map" contradict each other'],
    ['A000    0010  11000', 'A000: its target "0010" and its flag "no map" contradict each other'],
  ])('"%s": %s', async (line, reason) => {
    const { report } = await factsOf(gemsToIcd9, memberOf('2018.txt', `${toIcd9[0]}\r\n${line}\r\n`));
    expect(report).toMatchObject({ read: 2, kept: 1, rejected: 1, rejects: [{ line: 2, reason }] });
  });

  test('each direction knows its own file, and neither one of procedures', async () => {
    const procedures = ['0016070 0231  10000', 'B00B0ZZ 8702  10000', '0016071 0231  10000'];
    for (const [content, to, from] of [
      [toIcd9, true, false],
      [fromIcd9, false, true],
      [procedures, false, false],
      [['0001  6A750Z4 10000', '0002  6A750Z5 10000'], false, false],
      [[''], false, false],
    ] as const) {
      expect(await recognised(gemsToIcd9, content.join('\r\n'))).toBe(to);
      expect(await recognised(gemsFromIcd9, content.join('\r\n'))).toBe(from);
    }
  });

  test('the year is in the name; 2018 was the last', async () => {
    const last = await gemsToIcd9.describe(memberOf('2018_I10gem.txt', ''));
    expect(last.edition).toEqual({ name: 'GEMs 2018', line: 'icd10cm', begins: '2017-10-01', ends: null });
    expect(last.source.id).toBe('equivalence-to-icd9:2017-10-01');
    const before = await gemsFromIcd9.describe(memberOf('2017_I9gem.txt', ''));
    expect(before.edition).toMatchObject({ name: 'GEMs 2017', ends: '2017-09-30' });
    await expect(gemsToIcd9.describe(memberOf('I10gem.txt', ''))).rejects.toMatchObject({
      code: 'source-unrecognised',
    });
  });

  test('any line is a mapping or has a reason', () => {
    const broken = fc
      .tuple(fc.constantFrom(...toIcd9, ...fromIcd9), fc.nat(19), fc.string({ unit: 'binary', maxLength: 2 }))
      .map(([line, at, put]) => line.slice(0, at) + put + line.slice(at + 1));
    fc.assert(
      fc.property(broken, fc.constantFrom('to-icd9' as const, 'from-icd9' as const), (line, direction) => {
        const found = parseGemLine(line, direction);
        if ('reason' in found) expect(found.reason).not.toBe('');
        else expect((found.target === null) === (found.noMap === 1)).toBe(true);
      }),
    );
  });
});

describe.skipIf(realFiles() === null)('the GEMs of 2018 (skipped without the public files)', () => {
  test.each([
    [gemsToIcd9, '2018_I10gem.txt', 7, 81_593, 731],
    [gemsFromIcd9, '2018_I9gem.txt', 5, 24_860, 422],
  ])('$dataset: every line', async (importer, name, width, count, unmapped) => {
    const member = await realMember('gems-2018.zip', name);
    const raw = await contentOf(member);
    expect(await recognised(importer, raw)).toBe(true);
    const { facts, report } = await factsOf(importer, member);
    expect(report).toMatchObject({ read: count, kept: count, rejected: 0, dropped: {} });
    const lines = raw.trimEnd().split('\r\n');
    const rows = rowsOf(facts, 'equivalence');
    const written = rows.map(({ code, target, approximate, noMap, combination, scenario, choice }) => {
      const flags = [approximate, noMap, combination, scenario, choice].join('');
      return `${code.padEnd(width)} ${(target ?? 'NoDx').padEnd(12 - width)} ${flags}`;
    });
    expect(written.map((line) => line.toUpperCase())).toEqual(lines.map((line) => line.toUpperCase()));
    expect(rows.filter(({ target }) => target === null)).toHaveLength(unmapped);
    expect(new Set(rows.map(({ code, ordinal }) => `${code} ${ordinal}`)).size).toBe(count);
  });
});
