import { describe, expect, it } from 'vitest';
import { memberOf } from '../fixtures.ts';
import {
  addsUp,
  factsOf,
  relativeCells,
  relativeCsv,
  relativeHeader,
  relativeLine,
  relativeMarked,
  relativeText,
  relativeWide,
} from './mpfs-fixtures.ts';
import { mpfsRelativeValuesText } from './mpfs-relative-values-text.ts';
import { mpfsRelativeValues } from './mpfs-relative-values.ts';

const expected = {
  code: 'G0001',
  modifier: '26',
  status: 'A',
  notForMedicare: '+',
  work: '1.30',
  nonFacilityPe: '1.33',
  nonFacilityNa: 'NA',
  facilityPe: '0.56',
  facilityNa: '',
  malpractice: '0.10',
  nonFacilityTotal: '2.73',
  facilityTotal: '1.96',
  pcTc: '0',
  globalDays: '010',
  preOp: '0.10',
  intraOp: '0.80',
  postOp: '0.10',
  multipleProcedure: '2',
  bilateral: '1',
  assistant: '0',
  coSurgeons: '1',
  teamSurgery: '0',
  pricing: null,
  endoscopicBase: '12345',
  conversionFactor: '32.3465',
  supervision: '09',
  calculation: '0',
  imagingFamily: '99',
  oppsNonFacilityPe: '0.61',
  oppsFacilityPe: '0.52',
  oppsMalpractice: '0.03',
};
describe('the columns', () => {
  it('of a 2025 file are found by their stacked captions', async () => {
    const { rows, report } = await factsOf(
      mpfsRelativeValues,
      'relativeValue',
      memberOf('a.csv', relativeCsv(relativeMarked)),
    );
    expect(rows).toEqual([expected]);
    expect(report).toMatchObject({ read: 1, kept: 1, rejected: 0, dropped: {} });
  });

  it('of a 2026 file, which has one more in the middle', async () => {
    const file = [...relativeHeader(2026), relativeWide(relativeMarked).join(',')].join('\n');
    const { rows } = await factsOf(mpfsRelativeValues, 'relativeValue', memberOf('a.csv', file));
    expect(rows).toEqual([{ ...expected, pricing: '9' }]);
  });

  it('may stand in any order', async () => {
    const swap = (line: string): string => {
      const cells = line.split(',').concat(Array.from({ length: 31 }, () => ''));
      const [last = ''] = cells.splice(30, 1);
      cells.splice(1, 0, last);
      return cells.slice(0, 31).join(',');
    };
    const header = relativeHeader(2025).map((line) =>
      /copyright|National|RELEASED/.test(line) ? line : swap(line),
    );
    const file = [...header, swap(relativeMarked.join(','))].join('\n');
    const { rows } = await factsOf(mpfsRelativeValues, 'relativeValue', memberOf('a.csv', file));
    expect(rows).toEqual([expected]);
  });

  it('of the fixed-width file give the same facts', async () => {
    const { rows } = await factsOf(
      mpfsRelativeValuesText,
      'relativeValue',
      memberOf('a.txt', relativeText(relativeMarked), 7),
    );
    expect(rows).toEqual([expected]);
  });

  it('a file without one of them is refused', async () => {
    const file = relativeCsv(relativeMarked).replace(',STATUS,', ',STATE,');
    await expect(factsOf(mpfsRelativeValues, 'relativeValue', memberOf('a.csv', file))).rejects.toMatchObject(
      { code: 'source-damaged', message: expect.stringContaining('STATUS CODE') },
    );
  });

  it('a file whose header never comes is refused', async () => {
    const member = memberOf('a.csv', 'x,y\n'.repeat(99));
    await expect(mpfsRelativeValues.describe(member)).rejects.toMatchObject({ code: 'source-damaged' });
  });
});

describe('the descriptor', () => {
  it.each([
    [mpfsRelativeValues, relativeCsv(relativeMarked)],
    [mpfsRelativeValuesText, relativeText(relativeMarked)],
  ])('is never kept', async (importer, file) => {
    const member = memberOf('PPRRVU25_JAN', file);
    const { rows } = await factsOf(importer, 'relativeValue', member);
    expect(JSON.stringify([rows, await importer.describe(member)])).not.toContain('Invented');
  });
});

describe('a bad row is rejected with its line, the others are kept', () => {
  const bad: [string, Record<number, string>, string][] = [
    ['code', { 0: '1234' }, '"1234" is not a procedure code'],
    ['modifier', { 1: '2!' }, 'G0002: "2!" is not a modifier'],
    ['status', { 3: '0' }, 'G0002: the status is "0", not a letter'],
    ['work RVU', { 5: 'A' }, 'G0002: the work RVU is "A", not a decimal'],
    ['facility PE', { 8: 'NA' }, 'G0002: the facility PE RVU is "NA", not a decimal'],
    ['NA', { 7: '1' }, 'G0002: an NA indicator is "1"'],
    ['mark', { 4: 'X' }, 'G0002: the mark "not used for Medicare payment" is "X"'],
    ['factor', { 24: '' }, 'G0002: the conversion factor is "", not a decimal'],
    ['negative', { 10: '-.10' }, 'G0002: the MP RVU is "-.10", not a decimal'],
    ['indicator', { 18: '?' }, 'G0002: "?" is not an indicator'],
    ['twice', { 0: 'G0001', 1: '26' }, 'G0001 26 is in the file twice; the first one is kept'],
  ];
  it.each(bad)('%s', async (_, over, reason) => {
    const rows = [relativeMarked, relativeCells('G0002', over), relativeCells('G0003')];
    const csv = await factsOf(mpfsRelativeValues, 'relativeValue', memberOf('a.csv', relativeCsv(...rows)));
    expect(csv.rows.map(({ code }) => code)).toEqual(['G0001', 'G0003']);
    expect(csv.report).toMatchObject({ read: 3, kept: 2, rejected: 1, rejects: [{ line: 12, reason }] });
    const text = await factsOf(mpfsRelativeValuesText, 'relativeValue', memberOf('a', relativeText(...rows)));
    expect(text.report).toMatchObject({ read: 3, kept: 2, rejected: 1, rejects: [{ line: 5, reason }] });
  });

  it('columns shifted by one', async () => {
    const shifted = ['G0002', ...relativeCells('G0002')].slice(0, 31);
    const { report } = await factsOf(
      mpfsRelativeValues,
      'relativeValue',
      memberOf('a.csv', relativeCsv(relativeMarked, shifted)),
    );
    expect(report).toMatchObject({ kept: 1, rejected: 1 });
  });

  it('a line cut short or far too long', async () => {
    const file = `${relativeText(relativeMarked)}\r\n${relativeLine(relativeMarked).slice(0, 90)}\r\n${relativeLine(relativeMarked)}${'9'.repeat(900)}`;
    const { report } = await factsOf(mpfsRelativeValuesText, 'relativeValue', memberOf('a', file));
    expect(report).toMatchObject({ read: 3, kept: 1, rejected: 2 });
  });

  it('dental codes are left out', async () => {
    const file = relativeCsv(relativeMarked, relativeCells('D0001', { 3: 'R' }));
    const { report } = await factsOf(mpfsRelativeValues, 'relativeValue', memberOf('a.csv', file));
    expect(report).toMatchObject({
      read: 2,
      kept: 1,
      dropped: { 'ADA dental (D) code: licensed content': 1 },
    });
  });

  it('empty rows are no records', async () => {
    const file = `${relativeCsv(relativeMarked)}\r\n${','.repeat(30)}\r\n\r\n`;
    const { report } = await factsOf(mpfsRelativeValues, 'relativeValue', memberOf('a.csv', file));
    expect(report).toMatchObject({ read: 1, kept: 1 });
  });
});

it.each([
  [mpfsRelativeValues, relativeCsv(relativeMarked, relativeCells('G0002'))],
  [mpfsRelativeValuesText, relativeText(relativeMarked, relativeCells('G0002'))],
])('any damage gives counts that add up or a typed error', async (importer, file) => {
  await expect(addsUp(importer, file)).resolves.toBeUndefined();
});
