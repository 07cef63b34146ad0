import { describe, expect, test } from 'vitest';
import { realLibrary } from '../../../test/fixtures/real-library.ts';
import { contentOf, realFiles } from '../../importers/fixtures.ts';
import { realMember } from '../../importers/icd10cm/fixtures-icd.ts';
import type { TargetState } from './targets.ts';
import { targetOn } from './targets.ts';

const date = '2025-12-01';

/** The newest complete Alphabetic Index is of FY2017; what became of the codes it names. */
describe.skipIf(realFiles() === null)(
  'index of FY2017 over the codes of FY2026 (skipped where the public files are missing)',
  { timeout: 120_000 },
  () => {
    const library = realLibrary(
      ['icd10cm-2026.zip', 'icd10cm-xml-2017.zip'],
      ['icd10cm-codes', 'icd10cm-conversion', 'icd10cm-index'],
    );

    const count = (keys: Iterable<string>): Partial<Record<TargetState, number>> => {
      const counts: Partial<Record<TargetState, number>> = {};
      for (const key of keys) {
        const { state } = targetOn(library('icd10cm'), 'icd10cm', key, date);
        counts[state] = (counts[state] ?? 0) + 1;
      }
      return counts;
    };

    test('every code that a term leads to', () => {
      const set = library('icd10cm');
      const keys = new Set<string>();
      for (const { code } of set.facts.each('indexTerm', { book: 'index' }))
        if (code !== null) keys.add(code);
      expect(keys.size).toBe(18_735);
      expect(count(keys)).toEqual({ valid: 11_467, header: 7_259, gone: 9 });
    });

    test('of those printed as whole codes 3,514 are headers now', async () => {
      const text = await contentOf(await realMember('icd10cm-xml-2017.zip', 'icd10cm_index_2017.xml'));
      const printed = Array.from(text.matchAll(/<code>([^<]*)<\/code>/g), ([, code = '']) => code);
      const whole = new Set(
        printed.filter((code) => !code.endsWith('-')).map((code) => code.replace('.', '')),
      );
      expect(count(whole)).toEqual({ valid: 11_465, header: 3_514, gone: 7 });
    });

    test('a header says how many codes may be reported below it, a code that went what came for it', () => {
      const set = library('icd10cm');
      expect(targetOn(set, 'icd10cm', 'N183', date)).toMatchObject({ state: 'header', below: 3 });
      expect(targetOn(set, 'icd10cm', 'R05', date)).toMatchObject({ state: 'header', code: 'R05', below: 6 });
      expect(targetOn(set, 'icd10cm', 'T814XXA', date)).toMatchObject({
        state: 'gone',
        code: 'T81.4XXA',
        candidates: ['T81.40XA', 'T81.41XA', 'T81.42XA', 'T81.43XA', 'T81.44XA', 'T81.49XA'],
      });
    });
  },
);
