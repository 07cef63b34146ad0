import type { Block, Line, SectionKind, Source, System } from '../contract/codes.ts';
import type { Release } from '../contract/editions.ts';
import type { Fact } from './facts.ts';
import type { PackOrigin } from './manifest.ts';

/** One code as an importer reads it. `key` is the code without its dot, upper case: what claims and files carry. */
export interface CodeRow {
  system: System;
  key: string;
  /** Official long description, or our own short name in the editorial set. */
  title: string;
  /** Publisher's short description; empty where there is none. */
  short: string;
  /** ICD: valid for submission. Null for systems that have no such flag. */
  billable: boolean | null;
  /** Key of the next wider code in the same file; null at the top. Parents come before their children. */
  parent: string | null;
  /** First and last day, `YYYY-MM-DD`, where the publisher prints them (HCPCS does, ICD does not). */
  added: string | null;
  ended: string | null;
  /** Further official fields of this code by their field name ("coverage": "D"); shown on the page. */
  detail: Readonly<Record<string, string>>;
}

/** Text that belongs to a code's page: the plain-language description or one block of a section. */
export interface PageTextRow {
  system: System;
  key: string;
  kind: 'plain' | SectionKind;
  block: Block;
  source: string;
  /** Edition of this fact where it differs from the code set's ("NCCI 2024 Q3"). */
  edition: string | null;
}

/**
 * One NCCI procedure-to-procedure edit: column 1 is payable, column 2 is denied. A pair may come several times with
 * different dates. Modifier indicator: 0 never, 1 a modifier may bypass it, 9 not applicable (no edit).
 */
export interface EditPairRow {
  column1: string;
  column2: string;
  /** True when the pair was in existence before 1996. */
  before1996: boolean;
  /** Null where the source does not say. */
  effective: string | null;
  /** Last day of the edit; null while it is in force. */
  deleted: string | null;
  modifier: 0 | 1 | 9;
  rationale: string;
}

/** One release of a data set on its way into a code-set file. Rows come in the publisher's order. */
export interface ReleaseDraft extends Omit<Release, 'sources' | 'rows' | 'shipped'> {
  /** The release's own source; others where its texts are quoted from elsewhere. */
  sources: readonly [Source, ...Source[]];
  facts: AsyncIterable<Fact> | Iterable<Fact>;
  /** Records that were kept when it was first read, where the facts come out of a code set: repeated ones are gone. */
  rows?: number;
}

/** Everything that goes into one code-set file. */
export interface CodeSetDraft {
  line: Line;
  /** True where its releases come with the program. */
  starter: boolean;
  /** Where it comes from, if from a pack. */
  pack?: Omit<PackOrigin, 'starter'>;
  releases: readonly ReleaseDraft[];
}

/** Written by `writeCodeSet`: where the file lies and what opens it. */
export interface WrittenCodeSet {
  line: Line;
  /** File name inside the library folder: line, first 16 hex digits of the SHA-256, `.c2c`. */
  file: string;
  /** Raw 32-byte key of the file. */
  key: Buffer;
  codes: number;
  bytes: number;
}
