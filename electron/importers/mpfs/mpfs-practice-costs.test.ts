import { describe, expect, it } from 'vitest';
import { memberOf } from '../fixtures.ts';
import { addsUp, claimsOf, factsOf, gpci, gpciFloor, gpciText } from './mpfs-fixtures.ts';
import { mpfsPracticeCostsText } from './mpfs-practice-costs-text.ts';
import { mpfsPracticeCosts } from './mpfs-practice-costs.ts';

describe('practice costs', () => {
  it('keeps the published text, pads the numbers and leaves footnote marks and footnotes out', async () => {
    const file = gpci(gpciFloor, '2102,AK,1,ALASKA*,1.5,1.065,0.551', '03602,WY,21,WYOMING**,1,1.000,.740');
    const { rows, report } = await factsOf(mpfsPracticeCosts, 'practiceCost', memberOf('a.csv', file));
    expect(rows).toEqual([
      {
        mac: '02102',
        locality: '01',
        state: 'AK',
        name: 'ALASKA',
        work: '1.5',
        practiceExpense: '1.065',
        malpractice: '0.551',
      },
      {
        mac: '03602',
        locality: '21',
        state: 'WY',
        name: 'WYOMING',
        work: '1',
        practiceExpense: '1.000',
        malpractice: '0.740',
      },
    ]);
    expect(report).toMatchObject({ read: 5, kept: 2, rejected: 0, dropped: { 'footnote of the file': 3 } });
    expect((await mpfsPracticeCosts.describe(memberOf('a.csv', file))).edition).toEqual({
      name: 'GPCI 2026',
      line: 'mpfs',
      begins: '2026-01-01',
      ends: '2026-12-31',
    });
  });

  it('takes the work index with its floor where both are printed', async () => {
    const both = '2026 PW GPCI (without 1.0 Floor),2026 PW GPCI (with 1.0 Floor)';
    const file = gpci(both, '10112,AL,00,ALABAMA,0.980,1.000,0.875,0.566');
    const { rows } = await factsOf(mpfsPracticeCosts, 'practiceCost', memberOf('a.csv', file));
    expect(rows[0]).toMatchObject({ work: '1.000', practiceExpense: '0.875', malpractice: '0.566' });
  });

  it.each([
    ['XX,AL,00,ALABAMA,1,1,1', '"XX" is not a MAC number'],
    ['10112,AL,,ALABAMA,1,1,1', '10112: "" is not a locality number'],
    ['10112,Alabama,00,ALABAMA,1,1,1', '10112 00: "Alabama" is not a state'],
    ['10112,AL,00,ALABAMA,1,x,1', '10112 00: an index is not a decimal'],
    ['03602,WY,21,WYOMING,2,2,2', '03602 21 WY is in the file twice; the first one is kept'],
  ])('rejects %s', async (row, reason) => {
    const file = gpci(gpciFloor, '03602,WY,21,WYOMING**,1,1,1', row);
    const { rows, report } = await factsOf(mpfsPracticeCosts, 'practiceCost', memberOf('a.csv', file));
    expect(rows).toHaveLength(1);
    expect(report).toMatchObject({ rejected: 1, rejects: [{ line: 5, reason }] });
  });

  it('reads the text form', async () => {
    const member = memberOf('GPCI.txt', gpciText, 11);
    expect(await claimsOf(member)).toEqual([mpfsPracticeCostsText.format]);
    const { rows, report } = await factsOf(mpfsPracticeCostsText, 'practiceCost', member);
    expect(rows).toEqual([
      {
        mac: '02102',
        locality: '01',
        state: 'AK',
        name: 'ALASKA',
        work: '1.500',
        practiceExpense: '1.081',
        malpractice: '0.592',
      },
    ]);
    expect(report).toMatchObject({ read: 3, kept: 1, dropped: { 'footnote of the file': 2 } });
    expect((await mpfsPracticeCostsText.describe(member)).edition.name).toBe('GPCI 2025');
  });
});

it.each([
  [mpfsPracticeCosts, gpci(gpciFloor, '2102,AK,1,ALASKA*,1.5,1.065,0.551')],
  [mpfsPracticeCostsText, gpciText],
])('any damage gives counts that add up or a typed error (%#)', async (importer, file) => {
  await expect(addsUp(importer, file)).resolves.toBeUndefined();
});
