/** Raised when a change makes older programs unable to read a file; a newer file is refused, never repaired. */
export const schemaVersion = 3;

/**
 * Tables of a code-set file. `doc` is the code's place in the publisher's order, from 0 without gaps, and is what
 * the search segment's postings hold. `releases` is a bit for each release of the code's data set, from the oldest.
 * A code whose releases differ has its states in `code_state`; `code` holds the newest, with the first and last day
 * that the editions held tell where the publisher prints none. Page texts are keyed by
 * code, not by `doc`: the editorial line speaks of codes that live in other files. Edit pairs are packed by code, from
 * either column (`pair-book.ts`): 2.5 million rows take a fifth of the space and a look-up reads one of them. The text
 * of a name that the segment finds is in `code_name`, by its place among the names. A file
 * has only those fact tables (`facts.ts`) that it holds rows of.
 */
export const createTables = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE release (id INTEGER PRIMARY KEY, dataset TEXT NOT NULL, release TEXT NOT NULL);
  CREATE TABLE code (
    doc INTEGER PRIMARY KEY,
    system TEXT NOT NULL,
    key TEXT NOT NULL,
    dataset TEXT NOT NULL,
    releases INTEGER NOT NULL,
    title TEXT NOT NULL,
    short TEXT NOT NULL,
    billable INTEGER,
    parent INTEGER,
    added TEXT,
    ended TEXT,
    published_added TEXT,
    published_ended TEXT,
    detail TEXT
  );
  CREATE TABLE code_state (
    doc INTEGER NOT NULL,
    releases INTEGER NOT NULL,
    title TEXT NOT NULL,
    short TEXT NOT NULL,
    billable INTEGER,
    parent TEXT,
    added TEXT,
    ended TEXT,
    detail TEXT,
    PRIMARY KEY (doc, releases)
  ) WITHOUT ROWID;
  CREATE TABLE code_change (
    release INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    system TEXT NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (release, ordinal)
  ) WITHOUT ROWID;
  CREATE TABLE page_text (
    release INTEGER NOT NULL,
    system TEXT NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    block TEXT NOT NULL,
    source TEXT NOT NULL,
    edition TEXT,
    PRIMARY KEY (system, key, kind, release, ordinal)
  ) WITHOUT ROWID;
  CREATE TABLE pair_fact (
    dataset TEXT NOT NULL,
    id INTEGER NOT NULL,
    before1996 INTEGER NOT NULL,
    effective TEXT,
    deleted TEXT,
    modifier INTEGER NOT NULL,
    rationale TEXT NOT NULL,
    releases INTEGER NOT NULL,
    PRIMARY KEY (dataset, id)
  ) WITHOUT ROWID;
  CREATE TABLE pair_column (id INTEGER PRIMARY KEY, dataset TEXT NOT NULL, code INTEGER NOT NULL, pairs BLOB NOT NULL);
  CREATE TABLE pair_reverse (id INTEGER PRIMARY KEY, dataset TEXT NOT NULL, code INTEGER NOT NULL, pairs BLOB NOT NULL);
  CREATE TABLE code_name (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
  CREATE TABLE segment (name TEXT PRIMARY KEY, data BLOB NOT NULL);
`;

/** Made after the rows: filling a table with its indexes in place costs twice the time. */
export const createIndexes = `
  CREATE UNIQUE INDEX code_by_key ON code (key, system);
  CREATE INDEX code_by_parent ON code (parent) WHERE parent IS NOT NULL;
  CREATE INDEX change_by_key ON code_change (key, system);
  CREATE UNIQUE INDEX pair_by_column ON pair_column (code, dataset);
  CREATE UNIQUE INDEX pair_by_reverse ON pair_reverse (code, dataset);
`;
