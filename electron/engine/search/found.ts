import type { CodeSet, StoredCode } from '../../codeset/reader.ts';
import type { Explanation } from './explain.ts';

/** A code that was found, with what its row is made from. */
export interface Found {
  set: CodeSet;
  stored: StoredCode;
  /** Codes folded under it. */
  more: number;
  explanation: Explanation;
}
