import type { FactRow } from '../../codeset/facts.ts';
import type { CodeSet } from '../../codeset/reader.ts';
import { releaseFor } from '../../codeset/releases.ts';
import type { Pcs, PcsChoice, PcsStep } from '../../contract/browse.ts';
import type { Answering } from '../answering.ts';
import { targetOn } from '../indexes/targets.ts';
import type { PcsTables } from './pcs-tables.ts';

const system = 'icd10pcs';
const dataset = 'icd10pcs-codes';
/** In the order of the tables: digits and letters without I and O, which read as 1 and 0. */
const characters = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'.split('');
const wholeLength = 7;

type Definition = FactRow<'pcsDefinition'>;
type Meaning = Pick<PcsStep, 'label' | 'definition' | 'explanation' | 'includes'>;
const unknown: Meaning = { label: null, definition: null, explanation: null, includes: [] };

/**
 * An ICD-10-PCS code built value by value. What may follow is what leads to a code of the date: the codes held are as
 * a rule newer than the tables, which give the values their names.
 */
export class PcsBuilder {
  readonly #set: CodeSet;
  readonly #tables: PcsTables;
  readonly #definitions: Answering | undefined;
  readonly #date: string;
  /** Place of the edition of codes that speaks for the date; -1 where none is held. */
  readonly #place: number;
  readonly #read = new Map<string, [string, Definition][]>();

  constructor(tables: PcsTables, definitions: Answering | undefined, date: string) {
    this.#set = tables.speaks.set;
    this.#tables = tables;
    this.#definitions = definitions;
    this.#date = date;
    const releases = this.#set.releasesOf(dataset).map(({ release }) => release);
    const speaks = releaseFor(releases, date);
    this.#place = speaks ? releases.indexOf(speaks) : -1;
  }

  build(typed: string): Omit<Pcs, 'speaks'> {
    const code = typed.toUpperCase().replaceAll(/\s/g, '');
    let start = '';
    while (start.length < code.length && this.#leadsOn(code.slice(0, start.length + 1))) {
      start = code.slice(0, start.length + 1);
    }
    const isWhole = start.length === wholeLength;
    return {
      steps: start.split('').map((value, at) => this.#step(start.slice(0, at), value)),
      refused: code.slice(start.length),
      axis: isWhole ? '' : this.#tables.axisAfter(start),
      choices: isWhole ? [] : this.#choices(start),
      target: isWhole ? targetOn(this.#set, system, start, this.#date) : null,
    };
  }

  #choices(start: string): PcsChoice[] {
    const meanings = this.#meanings(start);
    return characters.flatMap((value) => {
      if (!this.#leadsOn(start + value)) return [];
      const meaning = meanings.get(value) ?? unknown;
      const example = meaning.label === null ? this.#exampleOf(start + value) : null;
      return [{ value, ...meaning, example }];
    });
  }

  #step(start: string, value: string): PcsStep {
    return { axis: this.#tables.axisAfter(start), value, ...(this.#meanings(start).get(value) ?? unknown) };
  }

  #leadsOn(start: string): boolean {
    return this.#place >= 0 && this.#set.standings.anyBeginningWith(system, start, this.#place);
  }

  #exampleOf(start: string): string | null {
    const [first] = start.length === wholeLength ? this.#set.codesByKey(start) : [];
    return (first ?? this.#set.codesByPrefix(start, [system], 1)[0])?.title ?? null;
  }

  /** The values that the tables print after a beginning of a code, and what the definitions say of them. */
  #meanings(start: string): Map<string, Meaning> {
    const position = start.length + 1;
    const heads = this.#tables.after(start);
    const defined = new Map(
      heads.flatMap(({ value }) => this.#defined((start + value).slice(0, 1), position)),
    );
    return new Map(
      heads.map(({ value, label, definition }) => {
        const found = defined.get(label);
        return [
          value,
          {
            label,
            definition: found?.definition ?? (position === 3 ? definition : null),
            explanation: found?.explanation ?? null,
            includes: [...(found?.includes ?? [])],
          },
        ];
      }),
    );
  }

  /** Terms of a section and position with their definitions. */
  #defined(section: string, position: number): [string, Definition][] {
    const place = section + String(position);
    const kept = this.#read.get(place);
    if (kept) return kept;
    const release = this.#definitions?.release;
    const rows =
      release === undefined ? [] : this.#set.facts.rows('pcsDefinition', { release, section, position });
    const terms = rows.map((row): [string, Definition] => [row.term, row]);
    this.#read.set(place, terms);
    return terms;
  }
}
