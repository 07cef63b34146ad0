/** Raised when a change makes older programs unable to read a file; a newer file is refused, never repaired. */
export const schemaVersion = 1;

/**
 * Tables of a code-set file. `doc` is the row's place in the publisher's order, from 0 without gaps, and is what
 * the search segment's postings hold. Page texts are keyed by code, not by `doc`: the editorial line speaks of
 * codes that live in other files.
 */
export const createTables = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE code (
    doc INTEGER PRIMARY KEY,
    system TEXT NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    short TEXT NOT NULL,
    billable INTEGER,
    parent INTEGER,
    added TEXT,
    ended TEXT,
    source TEXT NOT NULL,
    detail TEXT
  );
  CREATE TABLE page_text (
    system TEXT NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    block TEXT NOT NULL,
    source TEXT NOT NULL,
    edition TEXT,
    PRIMARY KEY (system, key, kind, ordinal)
  ) WITHOUT ROWID;
  CREATE TABLE segment (name TEXT PRIMARY KEY, data BLOB NOT NULL);
`;

/** Made after the rows: filling a table with its indexes in place costs twice the time. */
export const createIndexes = `
  CREATE UNIQUE INDEX code_by_key ON code (key, system);
  CREATE INDEX code_by_parent ON code (parent) WHERE parent IS NOT NULL;
`;
