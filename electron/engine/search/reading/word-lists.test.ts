import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { realFiles } from '../../../importers/fixtures.ts';
import { realLibrary } from '../../../../test/fixtures/real-library.ts';
import type { CodeSet } from '../../../codeset/reader.ts';
import { sameTarget, targetsOf } from './targets.ts';
import { readLexicon, referenceFiles } from './word-lists.ts';

const data = new URL('../../../../data/', import.meta.url);
const textOf = (name: string) => readFileSync(new URL(name, data), 'utf8');
const linesOf = (name: string) => textOf(name).replace(/\n$/, '').split('\n');

describe('the word lists', () => {
  test.each(referenceFiles.filter((name) => name !== 'icd10cm-chapters.tsv'))('%s is a table', (name) => {
    const [head = '', ...rows] = linesOf(name);
    const columns = head.split('\t');
    expect(columns).toContain('note');
    const seen = new Set<string>();
    for (const row of rows) {
      expect(row.split('\t'), row).toHaveLength(columns.length);
      expect(seen.has(row), `twice: ${row}`).toBe(false);
      seen.add(row);
      const cell = (column: string) => row.split('\t')[columns.indexOf(column)] ?? '';
      const codes = [cell('codes'), cell('status')].filter((written) => written !== '').join(';');
      // Every code that is written is understood: a slip of the pen would otherwise vanish.
      for (const one of codes === '' ? [] : codes.split(';'))
        expect(targetsOf(one), `${one} in ${row}`).not.toEqual([]);
    }
  });

  test('together give a lexicon', () => {
    const lexicon = readLexicon(textOf);
    expect(lexicon.size).toBeGreaterThan(2000);
    expect(lexicon.read(['htn'])?.readings[0]).toContain('hypertension');
    expect(lexicon.symptomsOf(['mi'])[0]).toEqual({ system: 'icd10cm', first: 'R079', last: 'R079' });
  });
});

// "Seizure" is a sign itself, in the chapter of signs.
test('the signs that are coded until a diagnosis is established do not name it', () => {
  const lexicon = readLexicon(textOf);
  const named = linesOf('symptoms.tsv')
    .slice(1)
    .map((row) => row.split('\t'))
    .filter(([diagnosis = '', codes = '']) => {
      const own = lexicon.read(diagnosis.split(' '))?.targets ?? [];
      return targetsOf(codes).some((sign) =>
        own.some((target) => sameTarget(target, sign) && !sign.first.startsWith('R')),
      );
    });
  expect(named.map(([diagnosis]) => diagnosis)).toEqual([]);
});

describe.skipIf(realFiles() === null)('the word lists beside the official files', () => {
  const library = realLibrary(
    ['icd10cm-2026.zip', 'hcpcs-2025-oct.zip', 'icd10pcs-2026.zip'],
    ['icd10cm-codes', 'icd10pcs-codes', 'hcpcs-codes'],
  );
  const setOf = (system: string): CodeSet | undefined =>
    system === 'icd10cm' || system === 'icd10pcs'
      ? library(system)
      : system === 'hcpcs' || system === 'modifier'
        ? library('hcpcs')
        : undefined;

  test.each(referenceFiles.filter((name) => name !== 'icd10cm-chapters.tsv'))(
    'every code of %s exists, has not ended and is no header',
    (name) => {
      const [head = '', ...rows] = linesOf(name);
      const columns = head.split('\t');
      const places = [columns.indexOf('codes'), columns.indexOf('status')];
      const wrong: string[] = [];
      for (const row of rows) {
        const written = places.map((place) => row.split('\t')[place] ?? '').join(';');
        for (const { system, first, last } of targetsOf(written)) {
          const set = setOf(system);
          // CPT numbers, and the modifiers that are CPT's, are in no public file.
          if (!set || (system === 'modifier' && /^\d\d$/.test(first))) continue;
          const held = first === last ? set.codesByKey(first) : set.codesByPrefix(first, [system], 1);
          const alive = held.some(
            (code) =>
              code.system === system && (first !== last || (code.ended === null && code.billable !== 0)),
          );
          if (!alive) wrong.push(`${row.split('\t')[0]}: ${first}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});
