import { displayCode } from '../../codeset/code-format.ts';
import type { CodeSet } from '../../codeset/reader.ts';
import { isShipped } from '../../codeset/releases.ts';
import type { NoteText } from '../../contract/codes.ts';
import { verdictOf } from '../verdict.ts';

/**
 * An ICD-10-CM code as notes print it, and the dashes of an incomplete one: "E11.22", "N18.-", "O24.4-", "C4A". A
 * dash before another code is a range ("E08-E13"), not an incomplete code.
 */
const codePattern =
  /(?<![0-9A-Za-z.])(?<code>(?:[A-Z]\d|QA)[0-9AB](?:\.[0-9A-Z]{1,4})?)(?<dash>\.?-+(?![0-9A-Za-z]))?(?![0-9A-Za-z])/g;
/** What stands between the two ends of a range. */
const between = /^ ?(?:[-–]|to|through) ?$/;
const category = /categor(?:y|ies) $/i;

interface NamedCode {
  held: boolean;
  isHeader: boolean;
  /** What has become of it, unless it is a header; empty where nothing has. */
  mark: string;
}

/** Tells the codes in a note apart, and what has become of each by a date. One serves a page. */
export class NoteTexts {
  readonly #set: CodeSet;
  readonly #date: string;
  readonly #edition: string;
  readonly #known = new Map<string, NamedCode>();

  /** @param set the file that holds the codes */
  constructor(set: CodeSet, date: string) {
    this.#set = set;
    this.#date = date;
    // A selection of codes does not tell which others there are.
    const release = set.releaseFor('icd10cm-codes', date)?.release;
    this.#edition = release && !isShipped(release, set.manifest) ? release.edition.name : '';
  }

  parts(text: string): NoteText {
    const parts: NoteText = [];
    const found = [...text.matchAll(codePattern)].map((match) => ({
      at: match.index,
      text: match[0],
      code: match.groups?.['code'] ?? '',
      isIncomplete: match.groups?.['dash'] !== undefined,
    }));
    let from = 0;
    for (const [place, one] of found.entries()) {
      const before = text.slice(from, one.at);
      const next = found[place + 1];
      const after = text.slice(one.at + one.text.length, next?.at);
      const isEnd = (place > 0 && between.test(before)) || (next !== undefined && between.test(after));
      const code = this.#named(one.code, isEnd || one.isIncomplete || category.test(before));
      // "B12" in running text is a vitamin; a code stands in brackets or has its dot.
      if (!code.held && !one.code.includes('.') && !isBracketed(text, one.at)) continue;
      if (before !== '') parts.push({ text: before, code: null });
      parts.push({ text: one.text, code });
      from = one.at + one.text.length;
    }
    if (from < text.length) parts.push({ text: text.slice(from), code: null });
    return parts;
  }

  /** @param mayBeHeader it stands for the codes below it */
  #named(code: string, mayBeHeader: boolean): { code: string; held: boolean; mark: string } {
    const key = code.replace('.', '');
    const known = this.#known.get(key) ?? this.#lookUp(key);
    this.#known.set(key, known);
    const { held, isHeader, mark } = known;
    return {
      code: displayCode('icd10cm', key),
      held,
      mark: isHeader ? (mayBeHeader ? '' : 'header') : mark,
    };
  }

  #lookUp(key: string): NamedCode {
    const stored = this.#set.codesByKey(key).find(({ system }) => system === 'icd10cm');
    if (!stored) {
      return { held: false, isHeader: false, mark: this.#edition === '' ? '' : `not in ${this.#edition}` };
    }
    const { state } = verdictOf(this.#set, stored, this.#date);
    const ended = stored.ended === null ? 'ended' : `ended ${stored.ended}`;
    const mark = state === 'ended' ? ended : state === 'not-yet' ? 'not yet valid' : '';
    return { held: true, isHeader: state === 'header', mark };
  }
}

function isBracketed(text: string, at: number): boolean {
  return text.lastIndexOf('(', at) > text.lastIndexOf(')', at);
}
