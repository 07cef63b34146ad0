import type { System } from '../../contract/codes.ts';
import type { NameTarget } from './name.ts';

/** The codes of a file in `doc` order, as names need them. */
export interface CodeKeys {
  keys: readonly string[];
  /** `doc` of a code, by system and key. */
  docOf: (system: System, key: string) => number | undefined;
}

/** The newer codes for those that are gone, as a conversion table names them: by the previous code. */
export type Successors = ReadonlyMap<string, readonly string[]>;

/**
 * The codes that a name's code leads to. Books are older than the codes: one that is gone leads to the candidates
 * that the conversion table names for it, and where it names none the name leads nowhere.
 *
 * @param key undotted, maybe only the beginning of codes
 */
export function targetsOf(
  { keys, docOf }: CodeKeys,
  system: System,
  key: string,
  successors: Successors,
): NameTarget[] {
  const found = new Map<number, NameTarget>();
  for (const one of [key, ...(successors.get(key) ?? [])]) {
    const doc = docOf(system, one);
    if (doc !== undefined) found.set(doc, { doc, reach: reachOf(keys, doc, one) });
  }
  return [...found.values()];
}

/** Codes stand behind the one they go on from. */
export function reachOf(keys: readonly string[], doc: number, prefix: string): number {
  let end = doc + 1;
  while (keys[end]?.startsWith(prefix) === true) end += 1;
  return end - doc;
}
