import type { Readable } from 'node:stream';
import type { Edition, Source } from '../contract/codes.ts';
import type { Dataset } from '../contract/editions.ts';
import type { Fact } from '../codeset/facts.ts';

/** One file of a source: a plain file, or a member of a zip. */
export interface Member {
  /** The path the user gave: a zip, a folder or the file itself. */
  source: string;
  /** Path inside the source with forward slashes, never absolute and without `..`; the year is read from it. */
  name: string;
  /** Uncompressed size in bytes, as declared. */
  size: number;
  /**
   * Opens the bytes anew; may be called more than once. A stream left early must be destroyed.
   * Rejects, or the stream fails, with `AppError` `source-damaged`.
   */
  open(): Promise<Readable>;
}

/** What an importer sees before it says whether a file is its own. */
export interface Probe {
  member: Member;
  /** The first 64 KiB, or the whole file if it is shorter. */
  head: Buffer;
}

/**
 * Counts and complaints of one file, filled while its rows are read. Every record of the file is counted once:
 * `read` = `kept` + `rejected` + the sum of `dropped`. Empty lines are no records; a code and its continuation
 * lines are one.
 */
export interface ImportReport {
  read: number;
  kept: number;
  /** The first 200 rejected records by the line (or sheet row) they begin on; `rejected` counts all of them. */
  rejects: { line: number; reason: string }[];
  rejected: number;
  /** Left out on purpose, by reason: "ADA dental (D) code: licensed content" → 3. */
  dropped: Record<string, number>;
  /** The line (or sheet row) being read, from 1; names the place when reading fails. */
  line: number;
  /** How much of the file has been read, 0–1. */
  done: number;
}

/** What is known of a recognised file before its rows are read. */
export interface Description {
  edition: Edition;
  source: Source;
  /** Whole notices that go with the file: the publisher's own disclaimers, where the file carries them. */
  notices: string[];
}

/** One official file format. Add a format: add a file with one of these and list it in the registry. */
export interface Importer {
  /** The publisher's own name of the format: "ICD-10-CM order file". */
  readonly format: string;
  readonly dataset: Dataset;
  /** True where one release comes in several files: the parts of a table, or files that belong together. */
  readonly parts?: true;
  /**
   * True when the bytes are of this format, whatever the file is called.
   * Throws `source-damaged` where the file must be read further than its head and cannot be.
   */
  recognise(probe: Probe): boolean | Promise<boolean>;
  /** Edition and source of a recognised file. Throws `source-unrecognised` when neither name nor content tells the edition. */
  describe(member: Member): Promise<Description>;
  /**
   * Rows in the file's order, streaming; `files` has one member unless `parts` is set, then all of one release in
   * name order. Bad records go to the report; only an unreadable file throws.
   */
  read(files: readonly [Member, ...Member[]], report: ImportReport): AsyncIterable<Fact>;
}
