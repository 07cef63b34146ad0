import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { realFiles } from '../../importers/fixtures.ts';
import type { Member } from '../../importers/importer.ts';
import { factsOf } from '../../importers/mpfs/mpfs-fixtures.ts';
import { mpfsOppsCaps } from '../../importers/mpfs/mpfs-opps-caps.ts';
import { mpfsPracticeCosts } from '../../importers/mpfs/mpfs-practice-costs.ts';
import { mpfsRelativeValues } from '../../importers/mpfs/mpfs-relative-values.ts';
import { openSource } from '../../importers/reading/source.ts';
import { add, decimalOf, multiply, rounded } from './decimal.ts';
import type { Parts } from './fee.ts';
import { feeOf } from './fee.ts';

const parts = (work: string, practiceExpense: string, malpractice: string): Parts => ({
  work,
  practiceExpense,
  malpractice,
});

describe('the amount', () => {
  const alabama = parts('1.000', '0.869', '0.575');
  const manhattan = parts('1.065', '1.166', '1.656');
  // 2024, both conversion factors, for a service of 1.30, 1.33 or 0.56, and 0.10 relative value units, as reported
  // from CMS's carrier files.
  it.each([
    ['1.33', alabama, '32.7442', 8230],
    ['0.56', alabama, '32.7442', 6038],
    ['1.33', manhattan, '32.7442', 10_154],
    ['0.56', manhattan, '32.7442', 7214],
    ['1.33', alabama, '33.2875', 8366],
    ['0.56', alabama, '33.2875', 6139],
    ['1.33', manhattan, '33.2875', 10_322],
    ['0.56', manhattan, '33.2875', 7333],
  ])('PE %s at %o and %s is %d cents', (practiceExpense, indices, factor, cents) => {
    expect(feeOf(parts('1.30', practiceExpense, '0.10'), indices, factor)).toBe(cents);
  });

  it('is rounded once, a half cent up', () => {
    const one = parts('1', '1', '1');
    expect(feeOf(parts('0.125', '0', '0'), one, '1')).toBe(13);
    expect(feeOf(parts('0.124', '0.0009', '0'), one, '1')).toBe(12);
    // Each part alone would round to nothing.
    expect(feeOf(parts('0.002', '0.002', '0.002'), one, '1')).toBe(1);
    // In binary floating point 1.005 × 100 is 100.49999999999999.
    expect(feeOf(parts('1.005', '0', '0'), one, '1')).toBe(101);
  });

  it.each(['', '.', 'NA', '1,0', '1e3', ' 1'])('"%s" is refused', (text) => {
    expect(() => feeOf(parts(text, '0', '0'), parts('1', '1', '1'), '1')).toThrow(RangeError);
  });
});

describe('exact decimals', () => {
  const text = fc
    .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.nat({ max: 12 }))
    .map(([negative, units, scale]) => {
      const digits = String(units).padStart(scale + 1, '0');
      const fraction = scale === 0 ? '' : `.${digits.slice(-scale)}`;
      return `${negative ? '-' : ''}${digits.slice(0, digits.length - scale)}${fraction}`;
    });
  /** Units of 10^-30, whatever was written. */
  const units = ({ units: value, scale }: ReturnType<typeof decimalOf>): bigint =>
    value * 10n ** BigInt(30 - scale);

  it('sums and products are those of whole numbers', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [x, y] = [decimalOf(a), decimalOf(b)];
        expect(units(add(x, y))).toBe(units(x) + units(y));
        expect(units(multiply(x, y)) * 10n ** 30n).toBe(units(x) * units(y));
      }),
    );
  });

  it('rounding moves by half a step at most, and a half away from zero', () => {
    fc.assert(
      fc.property(text, fc.nat({ max: 4 }), (a, scale) => {
        const value = decimalOf(a);
        const result = rounded(value, scale);
        expect(result.scale).toBe(scale);
        const off = units(result) - units(value);
        const step = 10n ** BigInt(30 - scale);
        const outward = value.units < 0n ? -off : off;
        expect(outward * 2n <= step && outward * 2n > -step).toBe(true);
      }),
    );
  });

  it('reads every way of writing', () => {
    expect(['1', '01.', '.50', '-0.50'].map((one) => decimalOf(one))).toEqual([
      { units: 1n, scale: 0 },
      { units: 1n, scale: 0 },
      { units: 50n, scale: 2 },
      { units: -50n, scale: 2 },
    ]);
  });
});

const folder = realFiles();

/**
 * CMS prints in OPPSCAP what a code pays under the OPPS cap, by locality: the work RVU with the practice expense and
 * malpractice RVUs "used for OPPS payment amount". Six localities of southern California stand there under MAC 01112,
 * in the practice costs under 01182, so they find no indices.
 */
describe.skipIf(folder === null)(
  'against the amounts CMS published (skipped when the public files are not beside this checkout)',
  { timeout: 60_000 },
  () => {
    async function only(name: string): Promise<Member> {
      const { members } = await openSource(join(folder ?? '', 'mpfs-2025d.zip'));
      const member = members.find((one) => one.name.endsWith(name));
      if (!member) throw new Error(`${name} is not in the zip.`);
      return member;
    }

    it('all 6,322 rows of status A with a known locality agree to the cent, facility and not', async () => {
      const caps = await factsOf(mpfsOppsCaps, 'oppsCap', await only('OPPSCAP_Oct.csv'));
      const costs = await factsOf(mpfsPracticeCosts, 'practiceCost', await only('GPCI2025.csv'));
      const values = await factsOf(
        mpfsRelativeValues,
        'relativeValue',
        await only('PPRRVU2025_Oct.cleaned.csv'),
      );
      const indices = new Map(costs.rows.map((row) => [`${row.mac} ${row.locality}`, row]));
      const relative = new Map(values.rows.map((row) => [`${row.code} ${row.modifier}`, row]));
      const active = caps.rows.filter(({ status }) => status === 'A');
      expect(active).toHaveLength(6670);
      const unknown = new Set<string>();
      const wrong: string[] = [];
      let compared = 0;
      for (const cap of active) {
        const place = indices.get(`${cap.mac} ${cap.locality}`);
        const value = relative.get(`${cap.code} ${cap.modifier}`);
        if (!place) unknown.add(`${cap.mac} ${cap.locality}`);
        if (!place || !value) continue;
        compared += 1;
        const { work, oppsFacilityPe, oppsNonFacilityPe, oppsMalpractice, conversionFactor } = value;
        const facility = feeOf(parts(work, oppsFacilityPe, oppsMalpractice), place, conversionFactor);
        const nonFacility = feeOf(parts(work, oppsNonFacilityPe, oppsMalpractice), place, conversionFactor);
        const ours = `${(facility / 100).toFixed(2)} ${(nonFacility / 100).toFixed(2)}`;
        if (ours !== `${cap.facility} ${cap.nonFacility}`) wrong.push(`${cap.code} ${cap.locality}: ${ours}`);
      }
      expect(wrong).toEqual([]);
      expect(compared).toBe(6322);
      expect([...unknown].toSorted()).toEqual(
        ['17', '18', '71', '72', '73', '74'].map((locality) => `01112 ${locality}`),
      );
    });
  },
);
