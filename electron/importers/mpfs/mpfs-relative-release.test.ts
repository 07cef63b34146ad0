import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memberOf } from '../fixtures.ts';
import {
  claimsOf,
  relativeCells,
  relativeCsv,
  relativeCsv2026,
  relativeLine,
  relativeMarked,
  relativeText,
} from './mpfs-fixtures.ts';
import { mpfsRelativeValuesQppText, mpfsRelativeValuesText } from './mpfs-relative-values-text.ts';
import { mpfsRelativeValues, mpfsRelativeValuesQpp } from './mpfs-relative-values.ts';

describe('recognising', () => {
  const name = (importer: { format: string }): string => importer.format;
  it.each([
    ['a.bin', relativeCsv(relativeMarked), name(mpfsRelativeValues)],
    ['PPRRVU2026_Jul_nonQPP.csv', relativeCsv2026('33.4009'), name(mpfsRelativeValues)],
    ['PPRRVU2026_Jul_QPP.csv', relativeCsv2026('33.5675'), name(mpfsRelativeValuesQpp)],
    ['renamed.csv', relativeCsv2026('33.5675'), name(mpfsRelativeValuesQpp)],
    ['PPRRVU2027_Jan_QPP.csv', relativeCsv2026('34.1111'), name(mpfsRelativeValuesQpp)],
    ['PPRRVU2027_Jan_nonQPP.csv', relativeCsv2026('34.0000'), name(mpfsRelativeValues)],
    ['PPRRVU2027_Jan_non-QPP.csv', relativeCsv2026('34.0000'), name(mpfsRelativeValues)],
    ['a.bin', relativeText(relativeMarked), name(mpfsRelativeValuesText)],
    ['x_QPP.txt', relativeText(relativeMarked), name(mpfsRelativeValuesQppText)],
    ['quoted.csv', relativeCsv(relativeMarked).replaceAll(/[^,\r\n]+/g, '"$&"'), name(mpfsRelativeValues)],
  ])('%s', async (file, content, format) => {
    expect(await claimsOf(memberOf(file, content))).toEqual([format]);
  });

  it('says no to other files and to any bytes', async () => {
    const others = ['', 'HCPCS,MOD\n', 'HCPC,SEQNUM,RECID\r\n', 'Column 1\tColumn 2\r\n'];
    for (const other of others) expect(await claimsOf(memberOf('PPRRVU2025_Oct.csv', other))).toEqual([]);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
        expect(await claimsOf(memberOf('a', Buffer.from(bytes)))).toEqual([]);
      }),
    );
  });
});

describe('the description', () => {
  it('takes release and notices from the file', async () => {
    const { edition, source, notices } = await mpfsRelativeValues.describe(
      memberOf('a.csv', relativeCsv(relativeMarked)),
    );
    expect(edition).toEqual({
      name: 'MPFS RVU25D',
      line: 'mpfs',
      begins: '2025-10-01',
      ends: '2025-12-31',
    });
    expect(source).toMatchObject({ id: 'relative-values:2025-10-01', document: 'a.csv' });
    expect(source.notice).toBe(
      'CPT codes and descriptions only are copyright 2024 American Medical Association. All Rights Reserved. Applicable FARS/DFARS Apply.',
    );
    expect(notices).toHaveLength(1);
  });

  it('of the QPP file says so', async () => {
    const member = memberOf('PPRRVU2026_Jul_QPP.csv', relativeCsv2026('33.5675'));
    const { edition, source } = await mpfsRelativeValuesQpp.describe(member);
    expect(edition.name).toBe('MPFS RVU26C QPP');
    expect(source.id).toBe('relative-values-qpp:2026-07-01');
  });

  it('of the text file joins the notice and takes the release from the name', async () => {
    const { edition, source } = await mpfsRelativeValuesText.describe(
      memberOf('PPRRVU2025_Oct.txt', relativeText(relativeMarked)),
    );
    expect(edition.name).toBe('MPFS RVU25D');
    expect(source.notice).toBe(
      'CPT CODES AND DESCRIPTIONS ONLY ARE COPYRIGHT 2026 AMERICAN MEDICAL ASSOCIATION. ALL RIGHTS RESERVED.',
    );
    const nameless = mpfsRelativeValuesText.describe(memberOf('a.txt', relativeText(relativeMarked)));
    await expect(nameless).rejects.toMatchObject({ code: 'source-unrecognised' });
  });

  it('without a copyright line invents none', async () => {
    const file = relativeLine(relativeMarked);
    const { source } = await mpfsRelativeValuesText.describe(memberOf('PPRRVU2025_Oct.txt', file));
    expect(source.notice).toContain('prints no copyright line');
  });

  it('of the March release of 2024 begins with its factor', async () => {
    const file = relativeCsv(relativeCells('G0001', { 24: '33.2875' })).replace(
      '2025 National',
      '2024 National',
    );
    const january = file.replace('October Release', 'January Release');
    const { edition } = await mpfsRelativeValues.describe(memberOf('PPRRVU24_JAN.csv', january));
    expect(edition).toMatchObject({ name: 'MPFS RVU24AR', begins: '2024-03-09', ends: '2024-03-31' });
  });
});
