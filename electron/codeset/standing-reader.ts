import { z } from 'zod';
import type { System } from '../contract/codes.ts';
import type { Sqlite } from './cipher.ts';

/** What one release of codes says of a code, for many codes at once. */
export interface Standing {
  /** In this release. */
  held: boolean;
  /** In an older one. */
  before: boolean;
  billable: boolean | null;
}

const storedSchema = z.array(
  z.object({
    key: z.string(),
    releases: z.number(),
    billable: z.number().nullable(),
  }),
);

/** Looks codes up by the release of their data set that speaks for a date, without reading their texts. */
export class StandingReader {
  readonly #standings;
  readonly #reportable;
  readonly #beginning;
  readonly #oneBeginning;

  constructor(database: Sqlite) {
    // Most codes are the same in every release; the others have states of their own.
    const billable = `coalesce(
      (SELECT state.billable FROM code_state state WHERE state.doc = code.doc AND (state.releases & :bit) <> 0),
      code.billable)`;
    this.#standings = database.prepare(
      `SELECT key, releases, ${billable} AS billable FROM code
       WHERE system = :system AND key IN (SELECT value FROM json_each(:keys))`,
    );
    this.#reportable = database
      .prepare(
        `SELECT count(*) FROM code
         WHERE key > :key AND key < :end AND system = :system AND (releases & :bit) <> 0 AND ${billable} = 1`,
      )
      .pluck();
    const beginning =
      'FROM code WHERE key >= :key AND key < :end AND system = :system AND (releases & :bit) <> 0';
    this.#beginning = database.prepare(`SELECT count(*) ${beginning}`).pluck();
    this.#oneBeginning = database.prepare(`SELECT 1 ${beginning} LIMIT 1`).pluck();
  }

  /**
   * Codes that no release holds are not in the answer.
   *
   * @param place of the release among those of the codes' data set, oldest first
   */
  of(system: System, keys: readonly string[], place: number): Map<string, Standing> {
    const bit = 1 << place;
    const rows = this.#standings.all({ system, keys: JSON.stringify([...new Set(keys)]), bit });
    return new Map(
      storedSchema.parse(rows).map(({ key, releases, billable }) => [
        key,
        {
          held: (releases & bit) !== 0,
          before: (releases & (bit - 1)) !== 0,
          billable: billable === null ? null : billable === 1,
        },
      ]),
    );
  }

  /** How many codes of a release that may be reported begin with a header's characters. */
  reportableBelow(system: System, key: string, place: number): number {
    const found = this.#reportable.get({ system, key, end: `${key}\uffff`, bit: 1 << place });
    return z.number().parse(found);
  }

  /** True where some code of a release begins so, or is no longer than that. */
  anyBeginningWith(system: System, key: string, place: number): boolean {
    return this.#oneBeginning.get({ system, key, end: `${key}\uffff`, bit: 1 << place }) !== undefined;
  }

  /** How many codes of a release begin so; a code that is no longer than that counts. */
  beginningWith(system: System, key: string, place: number): number {
    const found = this.#beginning.get({ system, key, end: `${key}\uffff`, bit: 1 << place });
    return z.number().parse(found);
  }
}
