import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { realLibrary } from '../../../../test/fixtures/real-library.ts';
import type { CodeSet } from '../../../codeset/reader.ts';
import { wordsOf } from '../../../codeset/words.ts';
import { realFiles } from '../../../importers/fixtures.ts';
import type { OfficialNames } from './official-names.ts';
import { inclusionNames, indexNames, nameKey, titleNames } from './official-names.ts';
import type { Target } from './targets.ts';
import { readLexicon } from './word-lists.ts';

const root = new URL('../../../../', import.meta.url);
const rowsOf = (path: string): string[][] => {
  const [, ...rows] = readFileSync(new URL(path, root), 'utf8').replace(/\n$/, '').split('\n');
  return rows.map((row) => row.split('\t'));
};
const lexicon = readLexicon((name) => readFileSync(new URL(`data/${name}`, root), 'utf8'));

/** Every name of diagnoses with the ICD-10-CM codes that the lists give it, the most usual first. */
const named: readonly { name: string; targets: Target[] }[] = [
  ...new Set(
    ['diagnoses.tsv', 'eponyms.tsv']
      .flatMap((list) => rowsOf(`data/${list}`))
      .flatMap(([, names = '']) => names.split('; ')),
  ),
].map((name) => {
  const entry = lexicon.read(wordsOf(name).map(({ word }) => word));
  return { name, targets: (entry?.targets ?? []).filter(({ system }) => system === 'icd10cm') };
});

/** What was read by hand and may stay: a name, the official code that it rightly does not lead to, and why. */
const allowed = new Map(
  rowsOf('test/fixtures/list-names-allowed.tsv').map(([name = '', code = '', reason = '']) => [
    `${name} | ${code.replace('.', '')}`,
    reason,
  ]),
);
const usedAllowances = new Set<string>();

/** A side as coders write it: "rom" is a right otitis media, "ou" both eyes. */
const sidesSaid =
  /\b(left|right|bilateral|both|double|bilat|lt|rt|[lr]|o[dsu]|[lr]le|[lr](l|u|m)l|[lr](l|u)q|[lrb]om|bih|bso)\b/i;

/** Titles whose left or right is a part of the heart or the brain, not a side of the body. */
const oneSided =
  /heart|ventric|bundle|atri|anterior descending|right coronary|fascicular|homonymous|heteronymous/i;

/** The codes in force. */
class Codes {
  readonly #titles: ReadonlyMap<string, string>;
  readonly #beginnings = new Set<string>();
  readonly #general = new Set<string>();

  /** @param rows codes with their headers */
  constructor(rows: Iterable<{ key: string; title: string }>) {
    this.#titles = new Map([...rows].map(({ key, title }) => [key, title]));
    for (const key of this.#titles.keys()) {
      for (let length = 3; length <= key.length; length += 1) {
        this.#beginnings.add(key.slice(0, length));
        if (length < key.length && this.isGeneral(key)) this.#general.add(key.slice(0, length));
      }
    }
  }

  titleOf(key: string): string {
    return this.#titles.get(key) ?? '';
  }

  /** Headers with their codes. */
  rows(): { key: string; title: string }[] {
    return [...this.#titles].map(([key, title]) => ({ key, title }));
  }

  isInForce(key: string): boolean {
    return this.#beginnings.has(key);
  }

  /** Whether someone of whom nothing is said lost consciousness is not known: "without" would say that. */
  isGeneral(key: string): boolean {
    return /unspecified|not specified|unknown|uncomplicated|without(?! loss of consciousness)/i.test(
      this.titleOf(key),
    );
  }

  /** A name that is the title of `key` may lead there, or to an unspecified code below it where there is one. */
  leadsTo({ first, last }: Target, key: string): boolean {
    if (first !== last) return key >= first && key <= last;
    if (!first.startsWith(key)) return false;
    // The starter set holds some codes of a header.
    if (!this.#titles.has(first)) return true;
    return first === key || this.isGeneral(first) || !this.#general.has(key);
  }
}

/** Names that are an official name of codes in force and lead to none of them. */
function wrong(
  names: OfficialNames,
  codes: Codes,
  fits: (targets: readonly Target[], key: string, name: string) => boolean,
): string[] {
  return named.flatMap(({ name, targets }) => {
    const keys = [...(names.get(nameKey(name)) ?? [])].filter((key) => codes.isInForce(key));
    if (keys.length === 0 || keys.some((key) => fits(targets, key, name))) return [];
    const excuse = keys.map((key) => `${name} | ${key}`).find((one) => allowed.has(one));
    if (excuse !== undefined) {
      usedAllowances.add(excuse);
      return [];
    }
    const told = (key: string): string => `${key} ${codes.titleOf(key)}`;
    return [`${name}: ${targets.map(({ first }) => told(first))[0]} – official ${keys.map(told).join(', ')}`];
  });
}

describe('beside the starter set', () => {
  const codes = new Codes(
    rowsOf('data/starter/icd10cm.tsv').map(([code = '', , title = '']) => ({
      key: code.replace('.', ''),
      title,
    })),
  );

  test('no name is the title of a code that it does not lead to', () => {
    const leads = (targets: readonly Target[], key: string): boolean =>
      targets.some((one) => codes.leadsTo(one, key));
    expect(wrong(titleNames(codes.rows()), codes, leads)).toEqual([]);
  });
});

describe.skipIf(realFiles() === null)('beside the official books (public files)', () => {
  const line = realLibrary(
    ['icd10cm-2026.zip', 'icd10cm-xml-2017.zip', 'icd10cm-tabular-2021.zip', 'icd10cm-tables-april-2026.zip'],
    ['icd10cm-codes', 'icd10cm-index', 'icd10cm-external-index', 'icd10cm-tabular'],
  );
  let codes = new Codes([]);
  let titles: OfficialNames = new Map();

  beforeAll(() => {
    codes = new Codes(codesInForce(line('icd10cm')));
    titles = titleNames(codes.rows());
  }, 60_000);

  /** The books are years older than the codes: a code of this very title, where the name leads first, outdates them. */
  function first([target]: readonly Target[], key: string, name: string): boolean {
    if (!target) return false;
    const titled = [...(titles.get(nameKey(name)) ?? [])];
    return target.first.startsWith(key) || titled.some((one) => codes.leadsTo(target, one));
  }

  test('no name is the title of a code that it does not lead to', () => {
    const leads = (targets: readonly Target[], key: string): boolean =>
      targets.some((one) => codes.leadsTo(one, key));
    expect(wrong(titles, codes, leads)).toEqual([]);
  });

  test('a name that the Alphabetic Index has leads to its default first', () => {
    expect(wrong(indexNames(line('icd10cm').facts, 'index'), codes, first)).toEqual([]);
  }, 60_000);

  test('a cause of an injury leads to the default of the index of external causes', () => {
    const injuryOrCause = (targets: readonly Target[], key: string, name: string): boolean =>
      !/^[V-Y]/.test(targets[0]?.first ?? '') || first(targets, key, name);
    expect(wrong(indexNames(line('icd10cm').facts, 'external'), codes, injuryOrCause)).toEqual([]);
  });

  test('a name that the Tabular List prints under a code leads there first', () => {
    expect(wrong(inclusionNames(line('icd10cm').facts), codes, first)).toEqual([]);
  });

  test('a name that says no side leads to no side first', () => {
    const sides = /\b(left|right|bilateral)\b/i;
    const wrongSides = named.filter(({ name, targets: [target] }) => {
      const title = codes.titleOf(target?.first ?? '');
      return sides.test(title) && !sidesSaid.test(name) && !oneSided.test(title);
    });
    expect(wrongSides.map(({ name, targets }) => `${name}: ${targets[0]?.first}`)).toEqual([]);
  });

  test('nothing is allowed that needs no allowance, and each has a reason', () => {
    expect([...allowed].filter(([key, reason]) => !usedAllowances.has(key) || reason === '')).toEqual([]);
  });
});

function* codesInForce(set: CodeSet): Generator<{ key: string; title: string }> {
  for (let doc = 0; ; doc += 1) {
    const code = set.code(doc);
    if (!code) return;
    if (code.ended === null) yield code;
  }
}
