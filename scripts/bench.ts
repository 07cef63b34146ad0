import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import MiniSearch from 'minisearch';
import { CodeSet } from '../electron/codeset/reader.ts';
import { MergedIndex } from '../electron/engine/search/index.ts';
import { readLexicon } from '../electron/engine/search/reading/word-lists.ts';
import { SpellingIndex } from '../electron/engine/search/spelling.ts';
import { buildLibrary } from './bench/build.ts';
import { measureEngine } from './bench/engine.ts';
import { everyKeystroke, keystrokes, readQueries } from './bench/keystrokes.ts';
import { measureFullLibrary } from './bench/full-library.ts';
import { mb, ms, say, summary, timesOf } from './bench/measure.ts';
import { measurePeer } from './bench/peer-process.ts';
import { entriesOf, peers } from './bench/peers.ts';
import { timesOfCopies } from './bench/scale.ts';
import { openRequest } from './terminal/open-library.ts';

// Everything is measured in this run on this machine; the ratios are what may be compared between machines.
// `npm run bench -- --every` types every beginning of every query instead of 5,000 of them: some minutes more.
const date = '2025-11-15';
const data = fileURLToPath(new URL('../../shared/data', import.meta.url));
const lists = fileURLToPath(new URL('../data', import.meta.url));
const sources = [
  'icd10cm-2026.zip',
  'icd10cm-tabular-2021.zip',
  'icd10cm-xml-2017.zip',
  'icd10cm-tables-april-2026.zip',
  'icd10pcs-april-2026.zip',
  'icd10pcs-xml-2023.zip',
  'hcpcs-2025-oct.zip',
].map((name) => join(data, name));
if (!sources.every((source) => existsSync(source))) {
  console.error('The bench needs the zips of ../shared/data beside the project.');
  process.exit(1);
}

const library = mkdtempSync(join(tmpdir(), 'case2code-bench-'));
try {
  await run();
} finally {
  rmSync(library, { recursive: true, force: true });
}

async function run(): Promise<void> {
  const built = buildLibrary(sources, library);
  const bytes = readdirSync(library).reduce((sum, name) => sum + statSync(join(library, name)).size, 0);
  say('codeset build, ICD-10-CM and PCS with their books, HCPCS', `${built.seconds.toFixed(1)} s`, '≤ 60 s');
  say('  its peak memory', mb(built.peakMb), '≤ 500 MB');
  say('library on disk', mb(bytes / 1e6), '≤ 130 MB');

  const queries = readQueries(join(data, 'relevance'));
  const sample = keystrokes(queries, 1000, 20_261_122);
  const typed = process.argv.includes('--every')
    ? everyKeystroke(queries)
    : keystrokes(queries, 5000, 20_261_122);
  const engine = await measureEngine(library, typed, date);
  say(`engine start to first answer (${engine.codes} codes)`, ms(engine.startToFirstAnswer), '≤ 400 ms');
  say(`engine search, ${typed.length} keystrokes: p50`, ms(engine.search.p50), '≤ 1.5 ms');
  say('  p99', ms(engine.search.p99), '≤ 5 ms');
  say('  worst, least of three runs', ms(engine.search.worst), '≤ 16 ms');
  say('  with the way to the engine and back: p50', ms(engine.roundTrip.p50));
  const { peak, emptyNode } = engine;
  const memory = peak === undefined || emptyNode === undefined ? undefined : peak - emptyNode;
  say('engine memory, less an empty Node', mb(memory), '≤ 200 MB');

  const { files } = await openRequest([library]);
  const sets = await Promise.all(files.map(({ file, key }) => CodeSet.open(file, Buffer.from(key))));
  const entries = entriesOf(sets);
  for (const place of peers.keys()) {
    const { name, buildMs, held, times } = await measurePeer(place, entries, sample);
    say(`${name}, 1,000 of the same keystrokes: build`, ms(buildMs), `+${mb(held)}`);
    say('  p50', ms(times.p50), `${(times.p50 / engine.search.p50).toFixed(1)} × ours`);
    say('  p99', ms(times.p99), `${(times.p99 / engine.search.p99).toFixed(1)} × ours`);
    say('  worst', ms(times.worst), `${(times.worst / engine.search.worst).toFixed(1)} × ours`);
  }
  const lexicon = readLexicon((name) => readFileSync(join(lists, name), 'utf8'));
  for (const copies of [1, 2, 4]) {
    const times = timesOfCopies(sets, lexicon, { copies, typed: sample, date });
    say(`search in ${copies} × the rows (copies of all files): p50`, ms(times.p50));
    say('  p99', ms(times.p99));
  }
  compareSpelling(sets);
  for (const set of sets) set.close();
  await measureFullLibrary(data, library);
}

/** Near words of misspelt ones: our letter-set scan beside MiniSearch over the same vocabulary. */
function compareSpelling(sets: CodeSet[]): void {
  const { words } = new MergedIndex(sets);
  const misspelt = words
    .filter((word) => word.length >= 6 && /^[a-z]+$/.test(word))
    .filter((_word, place) => place % 7 === 0)
    .map((word) => word.slice(0, 3) + word.slice(4));
  const ours = new SpellingIndex(words);
  const mini = new MiniSearch<{ id: number; word: string }>({ fields: ['word'] });
  mini.addAll(words.map((word, id) => ({ id, word })));
  const own = summary(timesOf(misspelt, (word) => void ours.near(word)));
  const theirs = summary(timesOf(misspelt, (word) => void mini.search(word, { fuzzy: 2, prefix: true })));
  say(`near words of ${misspelt.length} misspelt ones: p50`, ms(own.p50));
  say('  MiniSearch over the vocabulary', ms(theirs.p50), `${(theirs.p50 / own.p50).toFixed(1)} × ours`);
}
