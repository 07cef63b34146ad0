import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { nameKinds } from '../../electron/codeset/names/name.ts';
import type { CodeSet, StoredCode } from '../../electron/codeset/reader.ts';
import { emptyWords, wordsOf } from '../../electron/codeset/words.ts';
import { readLexicon } from '../../electron/engine/search/reading/word-lists.ts';
import { Search } from '../../electron/engine/search/search.ts';
import { realFiles } from '../../electron/importers/fixtures.ts';
import { realLibrary } from '../fixtures/real-library.ts';
import { lexicon, request } from '../fixtures/search.ts';

const data = resolve(fileURLToPath(new URL('../../data', import.meta.url)));
const sides: ReadonlySet<string> = new Set(['right', 'left', 'bilateral']);

/** An entry of the Alphabetic Index that ends at a header. */
interface Path {
  text: string;
  said: ReadonlySet<string>;
  below: StoredCode[];
}

/** Every entry whose header is in force, with the codes below it that can be reported. */
function* pathsToHeaders(set: CodeSet): Generator<Path> {
  const { nameCode, nameReach, nameKind } = set.segment;
  const known = new Map<number, StoredCode[]>();
  for (const [name, doc] of nameCode.entries()) {
    const reach = nameReach[name] ?? 1;
    if (reach === 1 || nameKinds[nameKind[name] ?? 0] !== 'index') continue;
    const header = set.code(doc);
    if (!header || header.ended !== null) continue;
    let below = known.get(doc);
    if (!below) {
      below = Array.from({ length: reach }, (_, place) => set.code(doc + place)).filter(
        (code): code is StoredCode => code?.billable === 1 && code.ended === null,
      );
      known.set(doc, below);
    }
    const text = set.nameText(name);
    const words = [text, header.title].flatMap((one) => wordsOf(one).map(({ word }) => word));
    const said = new Set([...words, ...wordsOfName(set, name)].map(stem));
    yield { text, said, below };
  }
}

/** The words of an entry, those that need not be said among them. */
function wordsOfName({ segment }: CodeSet, name: number): string[] {
  const text = segment.system.length + name;
  const words = segment.titles.subarray(segment.titlesAt[text], segment.titlesAt[text + 1]);
  return Array.from(words, (word) => segment.words[word] ?? '');
}

/** The beginning of a word, which its other forms share. */
const stem = (word: string): string => word.slice(0, 4);

/**
 * What a title says of its own: neither the header nor the entry does. Commas tell what "unspecified" and "not" deny;
 * fractures are displaced and closed, poisonings accidental, unless somebody says otherwise.
 */
function ownWords(title: string, said: ReadonlySet<string>): { sides: string[]; others: string[] } {
  const all = wordsOf(title).map(({ word }) => word);
  const parts = title.replaceAll(/\[[^\]]*\]/g, '').split(',');
  const others = parts
    .map((part) => part.replace(/\b(?:unspecified|not|without)\b.*/i, ''))
    .flatMap((part) => wordsOf(part).map(({ word }) => word))
    .filter(
      (word) => word.length > 1 && !emptyWords.has(word) && !defaults.has(word) && !said.has(stem(word)),
    );
  return {
    sides: all.filter((word) => sides.has(word) && !said.has(stem(word))),
    others: others.filter((word) => !sides.has(word)),
  };
}
const defaults: ReadonlySet<string> = new Set('displaced accidental unintentional'.split(' '));

/** Other words for what the entry says, or titles that rank before it. */
const known = [
  // The scapula is of the shoulder.
  'Abscess, scapular: M868X1 Other osteomyelitis, shoulder',
  // Words of the query that the title says of its own.
  'Arthritis, arthritic, in, leukemia NEC: C9591 Leukemia, unspecified, in remission',
  'Arthropathy, in, leukemia NEC: C9591 Leukemia, unspecified, in remission',
  // "Specified" is what "other" says.
  'Disorder, bone, density and structure, specified type NEC: M8588 Other specified disorders of bone density and structure, other site',
  'Hypertension, hypertensive, complicating, pregnancy, gestational: O134 Gestational [pregnancy-induced] hypertension without significant proteinuria, complicating childbirth',
  'Hypertension, hypertensive, complicating, pregnancy, transient: O134 Gestational [pregnancy-induced] hypertension without significant proteinuria, complicating childbirth',
  'Occlusion, occluded, artery, cerebral, specified NEC, with infarction, due to, embolism: I6349 Cerebral infarction due to embolism of other cerebral artery',
  'Occlusion, occluded, artery, cerebral, specified NEC, with infarction, due to, thrombosis: I6339 Cerebral infarction due to thrombosis of other cerebral artery',
  'Pyelonephritis, in, leukemia NEC: C9591 Leukemia, unspecified, in remission',
];

describe.skipIf(realFiles() === null)(
  'the whole Alphabetic Index over the codes of FY2026 (skipped where the public files are missing)',
  { timeout: 300_000 },
  () => {
    const line = realLibrary(
      ['icd10cm-2026.zip', 'icd10cm-xml-2017.zip', 'icd10pcs-2026.zip', 'icd10pcs-xml-2023.zip'],
      ['icd10cm-codes', 'icd10cm-conversion', 'icd10cm-index', 'icd10pcs-codes', 'icd10pcs-index'],
    );
    const search = (lists = lexicon) => new Search([line('icd10cm'), line('icd10pcs')], lists);

    test('an entry that ends at a header shows no side and no site that it does not name', () => {
      const asked = search();
      const [invented, guessed]: [string[], string[]] = [[], []];
      let paths = 0;
      for (const { text, said, below } of pathsToHeaders(line('icd10cm'))) {
        paths += 1;
        const [first] = asked.search(request(text, { systems: ['icd10cm'], limit: 1 })).rows;
        const shown = below.find(({ key }) => key === first?.code.replace('.', ''));
        if (!shown) continue;
        const own = ownWords(shown.title, said);
        const isGeneral = (code: StoredCode) => {
          const { sides: named, others } = ownWords(code.title, said);
          return code.title.includes('nspecified') && named.length === 0 && others.length === 0;
        };
        if (own.sides.length > 0) invented.push(`${text}: ${shown.key} ${shown.title}`);
        else if (own.others.length > 0 && below.some(isGeneral))
          guessed.push(`${text}: ${shown.key} ${shown.title}`);
      }
      expect(paths).toBeGreaterThan(18_000);
      // Found by its title, which is of one side like its header and every other that says as much.
      expect(invented.map((one) => one.replace(/ Injury of .*/, ''))).toEqual([
        'Injury, blood vessel NEC, carotid artery, internal, intracranial: S06810A',
      ]);
      expect(guessed).toEqual(known);
    });

    test.each<[typed: string, code: string]>([
      ['cellulitis left foot', 'L03.116'],
      ['cellulitis left hand', 'L03.114'],
      ['cellulitis ankle left', 'L03.116'],
      ['abscess left leg', 'L02.416'],
      ['infective tenosynovitis ankle', 'M65.179'],
      ['infective tenosynovitis ankle left', 'M65.172'],
      ['calcification bursa ankle', 'M71.479'],
      ['c dif colitis', 'A04.72'],
      ['sore muscle', 'M79.10'],
      ['sys:pcs bunionectomy', '0QB'],
      ['sys:pcs total knee replacement', '0SR'],
      ['sys:pcs total knee replacement right', '0SRC0JZ'],
      ['sys:pcs mechanical ventilation', '5A1'],
    ])('%s: %s', (typed, code) => {
      const lists = readLexicon((name) => readFileSync(`${data}/${name}`, 'utf8'));
      const { rows } = search(lists).search(request(typed, { limit: 3 }));
      expect(rows.map((row) => row.code)[0], JSON.stringify(rows)).toBe(code);
    });
  },
);
