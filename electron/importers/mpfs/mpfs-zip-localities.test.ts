import { describe, expect, it } from 'vitest';
import { memberOf } from '../fixtures.ts';
import { addsUp, claimsOf, factsOf, zipLine } from './mpfs-fixtures.ts';
import { mpfsZipLocalities } from './mpfs-zip-localities.ts';

describe('ZIP codes', () => {
  const zip5 = memberOf(
    'ZIP5_OCT2025.txt',
    [zipLine('94110'), zipLine('94303', { flag: '1' }), zipLine('99545', { rural: 'B' })].join('\r\n'),
  );
  const zip9 = memberOf(
    'ZIP9_OCT2025.txt',
    [zipLine('94303', { plusFour: '0007' }), zipLine('94303', { plusFour: '9999', rural: 'R' })].join('\r\n'),
  );

  it('records have 80 characters', () => {
    expect([zipLine('94110'), zipLine('94303', { plusFour: '0007' })].map((line) => line.length)).toEqual([
      80, 80,
    ]);
  });

  it('of five and of nine digits are one release', async () => {
    const { rows, report } = await factsOf(mpfsZipLocalities, 'zipLocality', zip5, zip9);
    expect(
      rows.map(({ zip, plusFour, rural, needsPlusFour }) => [zip, plusFour, rural, needsPlusFour]),
    ).toEqual([
      ['94110', '', '', 0],
      ['94303', '', '', 1],
      ['99545', '', 'B', 0],
      ['94303', '0007', '', 0],
      ['94303', '9999', 'R', 0],
    ]);
    expect(rows[0]).toMatchObject({ state: 'CA', mac: '01112', locality: '05' });
    expect(report).toMatchObject({ read: 5, kept: 5, rejected: 0 });
    expect((await mpfsZipLocalities.describe(zip5)).edition).toEqual({
      name: 'ZIP localities 2025 Q4',
      line: 'mpfs',
      begins: '2025-10-01',
      ends: '2025-12-31',
    });
    expect(mpfsZipLocalities.parts).toBe(true);
  });

  it.each([zip5, zip9])('are recognised by their columns', async (member) => {
    expect(await claimsOf(member)).toEqual([mpfsZipLocalities.format]);
  });

  it.each([
    [zipLine('94110'), '94110 is in the file twice; the first one is kept'],
    [zipLine('94111').replace('20254', '20261'), '94111: of 20261, but the release is of 20254'],
    [zipLine('94111').slice(1), 'the fields are not in the columns of a ZIP code file'],
    [zipLine('94111').replace('CA', '1A'), 'the fields are not in the columns of a ZIP code file'],
  ])('rejects %s', async (line, reason) => {
    const member = memberOf('a', [zipLine('94110'), line, zipLine('94112')].join('\n'));
    const { report } = await factsOf(mpfsZipLocalities, 'zipLocality', member);
    expect(report).toMatchObject({ read: 3, kept: 2, rejects: [{ line: 2, reason }] });
  });

  it('the same nine digits twice', async () => {
    const line = zipLine('94303', { plusFour: '0007' });
    const { report } = await factsOf(mpfsZipLocalities, 'zipLocality', memberOf('a', `${line}\n${line}`));
    expect(report.rejects).toEqual([
      { line: 2, reason: '94303-0007 is in the file twice; the first one is kept' },
    ]);
  });

  it('a file without a quarter is refused', async () => {
    const nothing = mpfsZipLocalities.describe(memberOf('a', 'nothing'));
    await expect(nothing).rejects.toMatchObject({ code: 'source-damaged' });
  });
});

it.each([[mpfsZipLocalities, zipLine('94303', { plusFour: '0007' })]])(
  'any damage gives counts that add up or a typed error (%#)',
  async (importer, file) => {
    await expect(addsUp(importer, file)).resolves.toBeUndefined();
  },
);
