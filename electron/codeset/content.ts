import { createHash } from 'node:crypto';
import type { Fact } from './facts.ts';
import { factTables } from './facts.ts';
import type { Release } from '../contract/editions.ts';

/** Facts go into the hash by the sixty-four kilobytes. */
const enough = 1 << 16;

/** SHA-256 over everything that a release says: one line of JSON for each fact, in the order of `factsOfRelease`. */
export class Content {
  readonly #hash = createHash('sha256');
  #text = '';
  facts = 0;

  add(fact: Fact): void {
    this.#text += `${textOf(fact)}\n`;
    this.facts += 1;
    if (this.#text.length < enough) return;
    this.#hash.update(this.#text);
    this.#text = '';
  }

  digest(): string {
    return this.#hash.update(this.#text).digest('hex');
  }
}

/** A fact as one line that is equal exactly where everything that is stored of the fact is. */
export function textOf(fact: Fact): string {
  if (fact.table === 'editPair') {
    const { column1, column2, before1996, effective, deleted, modifier, rationale } = fact.row;
    return `["editPair","${column1}","${column2}",${before1996},${quoted(effective)},${quoted(deleted)},${modifier},${JSON.stringify(rationale)}]`;
  }
  if (fact.table === 'code') {
    const { system, key, title, short, billable, parent, added, ended, detail } = fact.row;
    return JSON.stringify(['code', system, key, title, short, billable, parent, added, ended, detail]);
  }
  if (fact.table === 'text') {
    const { system, key, kind, block, source, edition } = fact.row;
    return JSON.stringify(['text', system, key, kind, block, source, edition]);
  }
  const row: Readonly<Record<string, unknown>> = fact.row;
  return JSON.stringify([
    fact.table,
    ...Object.keys(factTables[fact.table].columns).map((column) => row[column]),
  ]);
}

/** A date needs no escapes; of two and a half million pairs this saves a second. */
function quoted(date: string | null): string {
  return date === null ? 'null' : `"${date}"`;
}

/**
 * What a file is made of, as one hash: data set, edition and publisher's bytes of each release. Two files with one
 * identity hold the same; it is read from a manifest, so that a feed can be asked what to fetch without opening a file.
 */
export function identityOf(
  releases: readonly Pick<Release, 'dataset' | 'edition' | 'sha256' | 'rows'>[],
): string {
  const parts = releases.map(({ dataset, edition: { name, begins }, sha256, rows }) => [
    dataset,
    name,
    begins,
    sha256,
    rows,
  ]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
