import type { Block, Edition, Line, SectionKind, Source, System } from '../contract/codes.ts';

/** One code as an importer reads it. `key` is the code without its dot, upper case: what claims and files carry. */
export interface CodeRow {
  system: System;
  key: string;
  /** Official long description, or our own short name where `source` is editorial. */
  title: string;
  /** Publisher's short description; empty where there is none. */
  short: string;
  /** ICD: valid for submission. Null for systems that have no such flag. */
  billable: boolean | null;
  /** Key of the next wider code in the same file; null at the top. Parents come before their children. */
  parent: string | null;
  /** First and last day, `YYYY-MM-DD`, where the publisher prints them. */
  added: string | null;
  ended: string | null;
  /** `Source.id` of the text. */
  source: string;
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

/** Everything that goes into one code-set file. Rows arrive in the publisher's order, which is kept. */
export interface CodeSetDraft {
  line: Line;
  edition: Edition;
  sources: Source[];
  notices: string[];
  starter: boolean;
  codes: AsyncIterable<CodeRow> | Iterable<CodeRow>;
  texts: AsyncIterable<PageTextRow> | Iterable<PageTextRow>;
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
