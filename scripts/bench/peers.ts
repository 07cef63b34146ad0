import uFuzzy from '@leeoniya/ufuzzy';
import Database from 'better-sqlite3';
import { Document } from 'flexsearch';
import MiniSearch from 'minisearch';
import type { CodeSet } from '../../electron/codeset/reader.ts';
import { displayCode } from '../../electron/codeset/code-format.ts';

/** A search library as its documentation suggests it for search as you type, over the same titles. */
export interface Peer {
  name: string;
  buildMs: number;
  /** Places in `entries` of the best, best first. */
  search: (text: string) => number[];
}

export interface Entry {
  id: number;
  code: string;
  title: string;
}

const most = 50;

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

/** One after the other: they are big. */
export const peers: readonly ((entries: Entry[]) => Peer)[] = [
  miniSearchPeer,
  fts5Peer,
  flexSearchPeer,
  uFuzzyPeer,
];

function miniSearchPeer(entries: Entry[]): Peer {
  const started = performance.now();
  const index = new MiniSearch<Entry>({ fields: ['code', 'title'], storeFields: ['code', 'title'] });
  index.addAll(entries);
  const buildMs = performance.now() - started;
  const options = { prefix: true, fuzzy: 0.2, combineWith: 'AND' as const };
  return {
    name: 'MiniSearch',
    buildMs,
    search: (text) =>
      index
        .search(text, options)
        .slice(0, most)
        .map(({ id }) => Number(id)),
  };
}

/** SQLite's FTS5 with a prefix index, every word a prefix, ordered by bm25. */
function fts5Peer(entries: Entry[]): Peer {
  const started = performance.now();
  const database = new Database(':memory:');
  database.exec("CREATE VIRTUAL TABLE entry USING fts5(code, title, prefix = '2 3 4')");
  const insert = database.prepare('INSERT INTO entry (rowid, code, title) VALUES (?, ?, ?)');
  database.transaction(() => {
    for (const { id, code, title } of entries) insert.run(id + 1, code, title);
  })();
  const buildMs = performance.now() - started;
  const select = database
    .prepare<[string, number], number>('SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY rank LIMIT ?')
    .pluck();
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
      return words === '' ? [] : select.all(words, most).map((id) => id - 1);
    },
  };
}

function flexSearchPeer(entries: Entry[]): Peer {
  const started = performance.now();
  const index = new Document({ document: { id: 'id', index: ['code', 'title'] }, tokenize: 'forward' });
  for (const { id, code, title } of entries) index.add({ id, code, title });
  const buildMs = performance.now() - started;
  return {
    name: 'FlexSearch',
    buildMs,
    search: (text) => {
      const found = index.search(text, { limit: most });
      return [...new Set(found.flatMap(({ result }) => result.map(Number)))].slice(0, most);
    },
  };
}

/** uFuzzy has no index: it filters and ranks the list itself. */
function uFuzzyPeer(entries: Entry[]): Peer {
  const started = performance.now();
  const haystack = entries.map(({ code, title }) => `${code} ${title}`);
  const fuzzy = new uFuzzy({ intraMode: 1 });
  const buildMs = performance.now() - started;
  return {
    name: 'uFuzzy',
    buildMs,
    search: (text) => {
      const [ids, info, order] = fuzzy.search(haystack, text, 1, 1000);
      if (!ids) return [];
      if (!info || !order) return ids.slice(0, most);
      return order.slice(0, most).flatMap((place) => info.idx[place] ?? []);
    },
  };
}
