import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeKey } from '../electron/codeset/code-format.ts';
import { CodeSet } from '../electron/codeset/reader.ts';
import { readLexicon } from '../electron/engine/search/reading/word-lists.ts';
import { Search } from '../electron/engine/search/search.ts';
import { buildLibrary } from './bench/build.ts';
import { keystrokes } from './bench/keystrokes.ts';
import { ms, summary, timesOf } from './bench/measure.ts';
import { entriesOf, peers } from './bench/peers.ts';
import type { QuerySet } from './bench/query-sets.ts';
import { mutated, mutations, readQuerySet } from './bench/query-sets.ts';
import { figures, judge, ourAnswerer, shareFolded } from './bench/relevance.ts';
import { openRequest, starterWord } from './terminal/open-library.ts';

// The date is fixed, so that the same files give the same figures. `npm run bench:relevance -- 300` judges at most so
// many queries of a set.
const date = '2025-11-15';
const seed = 20_261_122;
const most = Number(process.argv[2] ?? Infinity);
const peerQueries = 200;
const data = fileURLToPath(new URL('../../shared/data', import.meta.url));
const ownSets = fileURLToPath(new URL('../test/relevance', import.meta.url));
const lists = fileURLToPath(new URL('../data', import.meta.url));
const codes = ['icd10cm-2026', 'icd10pcs-2026', 'hcpcs-2025-oct'];
const books = ['icd10cm-tabular-2021', 'icd10cm-xml-2017', 'icd10cm-tables-april-2026', 'icd10pcs-xml-2023'];

if (!existsSync(join(data, 'relevance'))) {
  console.error('The relevance bench needs ../shared/data beside the project.');
  process.exit(1);
}
const scratch = mkdtempSync(join(tmpdir(), 'case2code-relevance-'));
try {
  const sets = querySets();
  await measure('with the official Index, Tabular List and tables', [...codes, ...books], sets, 5);
  await measure('with the codes alone', codes, sets, 25);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function querySets(): QuerySet[] {
  return [join(data, 'relevance'), ownSets]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.tsv'))
        .toSorted()
        .map((name) => readQuerySet(join(folder, name))),
    )
    .map((set) => ({ ...set, queries: thinned(set.queries, most) }));
}

/** At most so many, from all over the list. */
function thinned<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.ceil(all.length / count));
  return all.filter((_one, place) => place % step === 0);
}

async function measure(title: string, zips: string[], sets: QuerySet[], worstMisses: number): Promise<void> {
  const library = join(scratch, String(zips.length));
  buildLibrary(
    zips.map((name) => join(data, `${name}.zip`)),
    library,
  );
  const { files } = await openRequest([library, starterWord]);
  const held = await Promise.all(files.map(({ file, key }) => CodeSet.open(file, Buffer.from(key))));
  const search = new Search(
    held,
    readLexicon((name) => readFileSync(join(lists, name), 'utf8')),
  );
  console.log(`\n${title}: ${search.codes} codes`);
  line('', 'hit@1  hit@10 MRR', 'folded');
  for (const set of sets) {
    const { score, byKind, misses } = judge(set, ourAnswerer(search, date));
    line(`${set.name} (${score.queries})`, figures(score), shareFolded(set, search, date).toFixed(3));
    if (byKind.size > 1)
      for (const [kind, each] of byKind) line(`  ${kind} (${each.queries})`, figures(each));
    for (const name of Object.keys(mutations))
      line(`  ${name}`, figures(judge(mutated(set, name, seed), ourAnswerer(search, date)).score));
    for (const { query, expected, got } of thinned(misses, worstMisses))
      console.log(`    missed: ${query} → ${expected}, not ${got === '' ? 'nothing' : got}`);
  }
  if (zips.length > codes.length) comparePeers(held, search, sets);
  for (const set of held) set.close();
}

/** The same queries and the same beginnings of queries for all, over the same titles. */
function comparePeers(held: readonly CodeSet[], search: Search, sets: QuerySet[]): void {
  const entries = entriesOf(held);
  const typed = keystrokes(
    sets.flatMap(({ queries }) => queries.map(({ query }) => query)),
    1000,
    seed,
  );
  const ours = ourAnswerer(search, date);
  const few = sets.map((set) => ({ ...set, queries: thinned(set.queries, peerQueries) }));
  const compare = (name: string, answer: (text: string) => string[], built: string): void => {
    const times = summary(timesOf(typed, answer));
    console.log(
      `\n${name}: ready after ${built}; 1,000 keystrokes p50 ${ms(times.p50)}, p99 ${ms(times.p99)}, worst ${ms(times.worst)}`,
    );
    for (const set of few) line(`  ${set.name} (${set.queries.length})`, figures(judge(set, answer).score));
  };
  compare('Case2Code', ours, 'opening');
  for (const make of peers) {
    const peer = make(entries);
    compare(
      peer.name,
      (text) => peer.search(text).map((id) => codeKey(entries[id]?.code ?? '')),
      ms(peer.buildMs),
    );
  }
}

function line(label: string, values: string, more = ''): void {
  console.log(`${label.padEnd(48)}${values.padEnd(24)}${more}`);
}
