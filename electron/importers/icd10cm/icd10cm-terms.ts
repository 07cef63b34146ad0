import { AppError } from '../../contract/errors.ts';
import { tidyText } from '../reading/decode.ts';
import type { TermTitle, TitlePiece } from './icd10cm-title.ts';
import { takeTitleApart } from './icd10cm-title.ts';
import { longer, refuseChangeMark } from './icd10cm-xml.ts';
import type { ImportReport, Member } from '../importer.ts';
import { reject } from '../report.ts';
import type { XmlEvent } from '../reading/xml.ts';
import { xmlEvents } from '../reading/xml.ts';

/** What stands beside a title: a code, a cell of a table, a reference; `kind` is the element's name. */
export interface Beside {
  kind: string;
  /** The `col` of a cell. */
  column: string | null;
  text: string;
}

/** A main term or subterm of an index or table, whole but for the terms under it. */
export interface Term extends Pick<TermTitle, 'title' | 'nonessential'> {
  /** Reading order from 0. */
  id: number;
  parent: number | null;
  /** 0 for a main term; by nesting. */
  level: number;
  beside: Beside[];
}

/** The elements beside a title (the publisher's XSD). */
const besides: ReadonlySet<string> = new Set([
  'code',
  'manif',
  'see',
  'seeAlso',
  'subcat',
  'seecat',
  'warning',
  'cell',
]);
/** An official term has eight parts at most beside its title, a row of six cells and two references. */
const mostParts = 20;

interface OpenTerm {
  pieces: TitlePiece[];
  beside: Beside[];
  /** Undefined until the term has been given out, null when it was left out. */
  id: number | null | undefined;
}

/**
 * The terms of an index or table file in reading order, each before the terms under it. A record is a `mainTerm` or
 * `term`; it is counted in `report` as kept or rejected here.
 *
 * @throws AppError `source-damaged` for unsound XML, and for an addendum
 */
export async function* termsOf(member: Member, report: ImportReport): AsyncGenerator<Term> {
  const reader = new TermReader(member, report);
  for await (const event of xmlEvents(member, report)) {
    const term = reader.next(event);
    if (term !== null) yield term;
  }
}

class TermReader {
  private readonly member: Member;
  private readonly report: ImportReport;
  private readonly open: OpenTerm[] = [];
  /** The element beside a title whose text is being read. */
  private current: Beside | null = null;
  private inTitle = false;
  private inModifier = false;
  private count = 0;

  constructor(member: Member, report: ImportReport) {
    this.member = member;
    this.report = report;
  }

  /** Takes in one event; gives the term that it completes. */
  next(event: XmlEvent): Term | null {
    if (event.is === 'text') {
      this.addText(event.text);
      return null;
    }
    return event.is === 'open' ? this.begin(event.name, event.attributes) : this.end(event.name);
  }

  private begin(name: string, attributes: Readonly<Record<string, string>>): Term | null {
    refuseChangeMark(this.member, name);
    if (isTerm(name)) {
      const above = this.giveOut();
      this.open.push({ pieces: [], beside: [], id: undefined });
      return above;
    }
    if (name === 'title') this.inTitle = true;
    if (name === 'nemod') this.inModifier = true;
    if (besides.has(name)) this.current = { kind: name, column: attributes['col'] ?? null, text: '' };
    return null;
  }

  private end(name: string): Term | null {
    if (isTerm(name)) {
      const term = this.giveOut();
      this.open.pop();
      return term;
    }
    if (name === 'title') this.inTitle = false;
    if (name === 'nemod') this.inModifier = false;
    if (this.current?.kind === name) {
      const beside = this.open.at(-1)?.beside;
      if (beside !== undefined && beside.length >= mostParts) throw endless(this.member);
      beside?.push({ ...this.current, text: tidyText(this.current.text) });
      this.current = null;
    }
    return null;
  }

  private addText(text: string): void {
    if (this.current) {
      this.current.text = longer(this.member, this.current.text, text);
    } else if (this.inTitle || this.inModifier) {
      const term = this.open.at(-1);
      if (term === undefined) return;
      // An official title has one modifier and so three pieces.
      if (term.pieces.length >= mostParts) throw endless(this.member);
      term.pieces.push({ text: longer(this.member, '', text), nemod: this.inModifier });
    }
  }

  /** Completes the innermost open term, once: when the first term under it begins, or at its own end. */
  private giveOut(): Term | null {
    const term = this.open.at(-1);
    if (term === undefined || term.id !== undefined) return null;
    this.report.read += 1;
    const above = this.open.at(-2);
    const { title, nonessential, references } = takeTitleApart(term.pieces);
    if (title === '' || above?.id === null) {
      const reason =
        title === '' ? 'a term has no title' : `${title}: the term above it has no title and was left out`;
      reject(this.report, this.report.line, reason);
      term.id = null;
      return null;
    }
    term.id = this.count;
    this.count += 1;
    this.report.kept += 1;
    const beside = [...term.beside, ...references.map((reference) => ({ ...reference, column: null }))];
    return {
      id: term.id,
      parent: above?.id ?? null,
      level: this.open.length - 1,
      title,
      nonessential,
      beside,
    };
  }
}

function isTerm(name: string): boolean {
  return name === 'mainTerm' || name === 'term';
}

function endless(member: Member): AppError {
  return new AppError(
    'source-damaged',
    `${member.name} has a term with more parts than any official one. Download it again from its publisher.`,
  );
}
