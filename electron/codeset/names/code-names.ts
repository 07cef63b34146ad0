import type { System } from '../../contract/codes.ts';
import type { FactReader, Where } from '../fact-reader.ts';
import type { FactName, FactRow } from '../facts.ts';
import type { CodeKeys } from './code-keys.ts';
import { inclusionNames } from './inclusion-names.ts';
import { indexNames } from './index-names.ts';
import { IndexTree } from './index-tree.ts';
import type { CodeName, KeyedName, NameKind, NameTarget } from './name.ts';
import { pcsIndexNames } from './pcs-names.ts';
import { drugNames, neoplasmNames } from './table-names.ts';

/**
 * Every name that the books of a file give its codes, each once: the newest release of each book speaks. Books are
 * older than the codes: a name whose code is gone leads to the codes that the conversion table names for it, and
 * where it names none the name leads nowhere.
 */
export function* codeNames(facts: FactReader, codes: CodeKeys): Generator<CodeName> {
  const seen = new Set<string>();
  const resolve = resolver(facts, codes);
  for (const { kind, system, names } of books(facts)) {
    for (const { keys, text, words } of names) {
      const said = words.map(({ word }) => word).join(' ');
      for (const target of keys.flatMap((key) => resolve(system, key))) {
        // Two forms of one entry, or a note printed at a code in two ways.
        const name = `${kind} ${target.doc} ${target.reach} ${said}`;
        if (seen.has(name)) continue;
        seen.add(name);
        yield { kind, text, words, doc: target.doc, reach: target.reach };
      }
    }
  }
}

/** The release that names of each kind were made from; null where there are none. */
export function releasesOfNames(facts: FactReader): Record<NameKind, number | null> {
  return {
    index: facts.newestRelease('indexTerm', { book: 'index' }),
    'external-index': facts.newestRelease('indexTerm', { book: 'external' }),
    neoplasms: facts.newestRelease('tableTerm', { book: 'neoplasms' }),
    drugs: facts.newestRelease('tableTerm', { book: 'drugs' }),
    includes: facts.newestRelease('note', { level: 'code' }),
    'pcs-index': facts.newestRelease('indexTerm', { book: 'pcs' }),
  };
}

function books(facts: FactReader): { kind: NameKind; system: System; names: Iterable<KeyedName> }[] {
  const tree = (book: string): IndexTree =>
    new IndexTree(newest(facts, 'indexTerm', { book }), newest(facts, 'indexReference', { book }));
  return [
    { kind: 'index', system: 'icd10cm', names: indexNames(tree('index')) },
    { kind: 'external-index', system: 'icd10cm', names: indexNames(tree('external')) },
    {
      kind: 'neoplasms',
      system: 'icd10cm',
      names: neoplasmNames(newest(facts, 'tableTerm', { book: 'neoplasms' })),
    },
    { kind: 'drugs', system: 'icd10cm', names: drugNames(newest(facts, 'tableTerm', { book: 'drugs' })) },
    { kind: 'includes', system: 'icd10cm', names: inclusionNames(newest(facts, 'note', { level: 'code' })) },
    { kind: 'pcs-index', system: 'icd10pcs', names: pcsIndexNames(tree('pcs')) },
  ];
}

/** The rows of the newest release that has any; releases of one data set are numbered from the oldest. */
function newest<N extends FactName>(facts: FactReader, name: N, where: Where<N>): FactRow<N>[] {
  const release = facts.newestRelease(name, where);
  return release === null ? [] : facts.rows(name, { ...where, release });
}

function resolver(facts: FactReader, codes: CodeKeys): (system: System, key: string) => NameTarget[] {
  const successors = new Map<string, string[]>();
  for (const { system, code, previous } of newest(facts, 'conversion', {})) {
    if (code === '' || previous === '') continue;
    const name = `${system} ${previous}`;
    successors.set(name, [...(successors.get(name) ?? []), code]);
  }
  return (system, key) => {
    const span = codes.span(system, key);
    if (span && !span.gone) return [span];
    const candidates = (successors.get(`${system} ${key}`) ?? []).flatMap(
      (code) => codes.span(system, code) ?? [],
    );
    return span ? [span, ...candidates] : candidates;
  };
}
