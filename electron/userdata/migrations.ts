/**
 * Every step from an empty file to the newest schema, in order; the number of a step is its place, from 1, and what
 * `user_version` counts. A step that has been released is never changed.
 */
export const migrations: readonly { name: string; sql: string }[] = [
  {
    name: '0001-recents-picks-digests',
    sql: `
      CREATE TABLE recent (
        system TEXT NOT NULL,
        code TEXT NOT NULL,
        opened INTEGER NOT NULL,
        PRIMARY KEY (system, code)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX recent_opened ON recent (opened);
      CREATE TABLE pick (
        query TEXT NOT NULL,
        system TEXT NOT NULL,
        code TEXT NOT NULL,
        times INTEGER NOT NULL,
        last INTEGER NOT NULL,
        PRIMARY KEY (query, system, code)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX pick_last ON pick (last);
      CREATE TABLE digest (
        line TEXT PRIMARY KEY,
        body TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    // No program wrote the first table of choices. A choice now counts less with every later one for the same words.
    name: '0002-weighed-picks',
    sql: `
      DROP TABLE pick;
      CREATE TABLE pick (
        query TEXT NOT NULL,
        system TEXT NOT NULL,
        code TEXT NOT NULL,
        weight REAL NOT NULL,
        last INTEGER NOT NULL,
        PRIMARY KEY (query, system, code)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX pick_last ON pick (last);
    `,
  },
];
