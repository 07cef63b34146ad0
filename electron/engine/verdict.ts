import type { CodeSet, StoredCode } from '../codeset/reader.ts';
import { verdictOn } from '../codeset/verdict.ts';
import type { Verdict } from '../contract/codes.ts';

/** Whether a code of an open file may be reported on a date: see `verdictOn`. */
export function verdictOf(set: CodeSet, code: StoredCode, date: string): Verdict {
  const { system, publishedAdded: added, publishedEnded: ended } = code;
  return verdictOn(date, { system, added, ended, spans: set.spansOf(code) });
}
