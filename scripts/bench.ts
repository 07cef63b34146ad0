import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import MiniSearch from 'minisearch';
import { CodeSet } from '../electron/codeset/reader.ts';
import { MergedIndex } from '../electron/engine/search/index.ts';
import { SpellingIndex } from '../electron/engine/search/spelling.ts';
import { buildLibrary } from './bench/build.ts';
import { measureEngine } from './bench/engine.ts';
import { keystrokes, readQueries } from './bench/keystrokes.ts';
import { measureFullLibrary } from './bench/full-library.ts';
import { mb, ms, say, summary, timesOf } from './bench/measure.ts';
import { entriesOf, fts5Peer, miniSearchPeer } from './bench/peers.ts';
import { openRequest } from './terminal/open-library.ts';

// Everything is measured in this run on this machine; the ratios are what may be compared between machines.
const date = '2025-11-15';
const data = fileURLToPath(new URL('../../shared/data', import.meta.url));
const sources = ['icd10cm-2026.zip', 'hcpcs-2025-oct.zip'].map((name) => join(data, name));
if (!sources.every((source) => existsSync(source))) {
  console.error(
    'The bench needs icd10cm-2026.zip and hcpcs-2025-oct.zip of ../shared/data beside the project.',
  );
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
  say('codeset build, ICD-10-CM FY2026 + HCPCS Oct 2025', `${built.seconds.toFixed(1)} s`, '≤ 15 s');
  say('  its peak memory', mb(built.peakMb), '≤ 400 MB');
  say('library on disk', mb(bytes / 1e6), '≤ 60 MB');

  const queries = readQueries(join(data, 'relevance'));
  const typed = keystrokes(queries, 5000, 20_261_122);
  const engine = await measureEngine(library, typed, date);
  say(`engine start to first answer (${engine.codes} codes)`, ms(engine.startToFirstAnswer), '≤ 400 ms');
  say('engine search, 5,000 keystrokes: p50', ms(engine.search.p50), '≤ 2 ms');
  say('  p99', ms(engine.search.p99), '≤ 8 ms');
  say('  worst', ms(engine.search.worst));
  say('  with the way to the engine and back: p50', ms(engine.roundTrip.p50));
  const { peak, emptyNode } = engine;
  const memory = peak === undefined || emptyNode === undefined ? undefined : peak - emptyNode;
  say('engine memory, less an empty Node', mb(memory), '≤ 150 MB');

  const { files } = await openRequest([library]);
  const sets = await Promise.all(files.map(({ file, key }) => CodeSet.open(file, Buffer.from(key))));
  const entries = entriesOf(sets);
  const sample = typed.slice(0, 400);
  for (const peer of [miniSearchPeer(entries), fts5Peer(entries)]) {
    const times = summary(timesOf(sample, peer.search));
    say(`${peer.name}, 400 of the same keystrokes: build`, ms(peer.buildMs));
    say('  p50', ms(times.p50), `${(times.p50 / engine.search.p50).toFixed(1)} × ours`);
    say('  p99', ms(times.p99), `${(times.p99 / engine.search.p99).toFixed(1)} × ours`);
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
