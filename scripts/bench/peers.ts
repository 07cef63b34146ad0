import Database from 'better-sqlite3';
import MiniSearch from 'minisearch';
import type { CodeSet } from '../../electron/codeset/reader.ts';
import { displayCode } from '../../electron/codeset/code-format.ts';

/** What a peer needs to answer a keystroke; its answer is thrown away, its time is kept. */
export interface Peer {
  name: string;
  buildMs: number;
  search: (text: string) => void;
}

interface Entry {
  id: number;
  code: string;
  title: string;
}

export function entriesOf(sets: readonly CodeSet[]): Entry[] {
  const entries: Entry[] = [];
  for (const set of sets) {
    for (let doc = 0; ; doc += 1) {
      const stored = set.code(doc);
      if (!stored) break;
      entries.push({ id: entries.length, code: displayCode(stored.system, stored.key), title: stored.title });
    }
  }
  return entries;
}

/** MiniSearch as its documentation suggests for search-as-you-type. */
export function miniSearchPeer(entries: Entry[]): Peer {
  const started = performance.now();
  const index = new MiniSearch<Entry>({ fields: ['code', 'title'], storeFields: ['code', 'title'] });
  index.addAll(entries);
  const buildMs = performance.now() - started;
  const options = { prefix: true, fuzzy: 0.2, combineWith: 'AND' as const };
  return { name: 'MiniSearch', buildMs, search: (text) => void index.search(text, options).slice(0, 50) };
}

/** SQLite's FTS5 with a prefix index, every word a prefix, ordered by bm25. */
export function fts5Peer(entries: Entry[]): Peer {
  const started = performance.now();
  const database = new Database(':memory:');
  database.exec("CREATE VIRTUAL TABLE entry USING fts5(code, title, prefix = '2 3 4')");
  const insert = database.prepare('INSERT INTO entry VALUES (?, ?)');
  database.transaction(() => {
    for (const { code, title } of entries) insert.run(code, title);
  })();
  const buildMs = performance.now() - started;
  const select = database.prepare('SELECT code, title FROM entry WHERE entry MATCH ? ORDER BY rank LIMIT 50');
  const query = (text: string) =>
    text
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
      .map((word) => `"${word}"*`)
      .join(' ');
  return {
    name: 'SQLite FTS5',
    buildMs,
    search: (text) => {
      const words = query(text);
      if (words !== '') select.all(words);
    },
  };
}
