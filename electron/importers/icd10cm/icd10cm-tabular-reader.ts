import type { Fact } from '../../codeset/facts.ts';
import { tidyText } from '../reading/decode.ts';
import { VisualImpairment } from './icd10cm-visual.ts';
import { codeIn, longer, refuseChangeMark } from './icd10cm-xml.ts';
import type { ImportReport, Member } from '../importer.ts';
import { drop, reject } from '../report.ts';
import type { XmlEvent } from '../reading/xml.ts';

const levels = { chapter: 'chapter', section: 'section', diag: 'code' } as const;
/** The elements that hold notes (the publisher's XSD). */
const noteKinds: ReadonlySet<string> = new Set([
  'includes',
  'excludes1',
  'excludes2',
  'codeFirst',
  'useAdditionalCode',
  'codeAlso',
  'inclusionTerm',
  'notes',
  'sevenChrNote',
]);
const leaves: ReadonlySet<string> = new Set(['name', 'desc', 'note', 'extension']);
const sectionId = /^([A-Z][0-9A-Z]{2})(?:-([A-Z][0-9A-Z]{2}))?$/;
/** "Tuberculosis (A15-A19)" */
const titleWithRange = /^(?<title>.+?)\s*\((?<first>[A-Z][0-9A-Z]{2})(?:-(?<last>[A-Z][0-9A-Z]{2}))?\)$/;

/** A chapter, section or code that is open. */
interface Place {
  level: 'chapter' | 'section' | 'code';
  /** Null until its name is read, and where that is not usable. */
  at: string | null;
  /** Notes so far. */
  notes: number;
  /** 7th characters so far, each of which may stand once. */
  characters: Set<string>;
}

/** Turns the events of a Tabular List into facts, one at most for each event; counts the records in `report`. */
export class TabularReader {
  private readonly member: Member;
  private readonly report: ImportReport;
  private readonly places: Place[] = [];
  private readonly seen = new Set<string>();
  /** The element of notes that is open, `sevenChrDef` too. */
  private block: string | null = null;
  private leaf: { name: string; character: string; text: string } | null = null;
  /** A 7th character whose notes may still follow. */
  private pending: { at: string; character: string; meaning: string } | null = null;
  private visual: VisualImpairment | null = null;
  private parts = 0;

  constructor(member: Member, report: ImportReport) {
    this.member = member;
    this.report = report;
  }

  next(event: XmlEvent): Fact | null {
    if (this.visual) return this.inVisual(this.visual, event);
    if (event.is === 'text') {
      if (this.leaf) this.leaf.text = longer(this.member, this.leaf.text, event.text);
      return null;
    }
    return event.is === 'open' ? this.open(event.name, event.attributes) : this.close(event.name);
  }

  private open(name: string, attributes: Readonly<Record<string, string>>): Fact | null {
    refuseChangeMark(this.member, name);
    if (isLevel(name)) {
      const place: Place = { level: levels[name], at: null, notes: 0, characters: new Set() };
      this.places.push(place);
      if (name === 'section') this.settle(place, attributes['id'] ?? '');
    } else if (leaves.has(name)) {
      this.leaf = { name, character: attributes['char'] ?? '', text: '' };
      if (name === 'extension') return this.seventhCharacter();
    } else if (noteKinds.has(name) || name === 'sevenChrDef') {
      this.block = name;
    } else if (name === 'visualImpairment') {
      this.visual = new VisualImpairment(this.member);
    }
    return null;
  }

  private close(name: string): Fact | null {
    if (isLevel(name)) {
      this.places.pop();
    } else if (name === this.block) {
      this.block = null;
      return this.seventhCharacter();
    } else if (this.leaf?.name === name) {
      const { text, character } = this.leaf;
      this.leaf = null;
      return this.endLeaf(name, tidyText(text), character);
    }
    return null;
  }

  private endLeaf(name: string, text: string, character: string): Fact | null {
    const place = this.places.at(-1);
    if (name === 'note') return this.note(place, text);
    if (name === 'extension') this.extension(place, character.toUpperCase(), text);
    else if (name === 'desc') return place ? this.part(place, text) : null;
    else if (place && place.level !== 'section') this.settle(place, text);
    return null;
  }

  /** Gives a place its name, unless that is none or another place has it. */
  private settle(place: Place, name: string): void {
    const { level } = place;
    const at = level === 'code' ? codeIn(name) : level === 'section' ? sectionOf(name) : chapterOf(name);
    const key = `${level} ${at}`;
    if (at === null) this.refuse(`"${name.slice(0, 40)}" is no ${level} of the Tabular List`);
    else if (this.seen.has(key)) this.refuse(`${key} is in the file twice; the first one is kept`);
    else {
      this.seen.add(key);
      place.at = at;
    }
  }

  private part({ level, at }: Place, text: string): Fact | null {
    if (level === 'code' || at === null) return null;
    const [, from, to = from] = sectionId.exec(at) ?? [];
    const { title = text, first = from, last = to ?? first } = titleWithRange.exec(text)?.groups ?? {};
    if (first === undefined || last === undefined || title === '') {
      this.refuse(`${level} ${at}: its title has no range of categories`);
      return null;
    }
    this.report.read += 1;
    this.report.kept += 1;
    const ordinal = this.parts;
    this.parts += 1;
    return { table: 'tabularPart', row: { level, id: at, ordinal, first, last, title } };
  }

  private note(place: Place | undefined, text: string): Fact | null {
    if (place && this.block === 'sevenChrDef') this.explain(place, text);
    else if (place && this.block !== null) return this.keepNote(place, this.block, text);
    else {
      this.report.read += 1;
      drop(this.report, 'General explanation, not at a code, section or chapter');
    }
    return null;
  }

  private keepNote(place: Place, kind: string, text: string): Fact | null {
    const { level, at } = place;
    if (at === null) return this.refuse(`a note (${kind}) at a ${level} that was left out`);
    if (text === '') return this.refuse(`${at}: an empty note (${kind})`);
    this.report.read += 1;
    this.report.kept += 1;
    const ordinal = place.notes;
    place.notes += 1;
    return { table: 'note', row: { at, level, kind, ordinal, text } };
  }

  private extension(place: Place | undefined, character: string, meaning: string): void {
    if (!place || place.at === null) this.refuse('a 7th character at a place that was left out');
    else if (this.block !== 'sevenChrDef') this.refuse(`${place.at}: a 7th character outside its list`);
    else if (!/^[0-9A-Z]$/.test(character) || meaning === '')
      this.refuse(`${place.at}: "${character.slice(0, 9)}" is no 7th character, or has no meaning`);
    else if (place.characters.has(character))
      this.refuse(`${place.at}: the 7th character ${character} is defined twice`);
    else {
      this.report.read += 1;
      this.report.kept += 1;
      place.characters.add(character);
      this.pending = { at: place.at, character, meaning };
    }
  }

  /** Adds a note to the 7th character above it: "initial encounter for open fracture NOS". */
  private explain(place: Place, text: string): void {
    if (this.pending === null || text === '') {
      this.refuse(`${place.at ?? 'a place that was left out'}: a note under no 7th character`);
      return;
    }
    this.report.read += 1;
    this.report.kept += 1;
    this.pending.meaning = longer(this.member, `${this.pending.meaning}; `, text);
  }

  /** The 7th character that is complete now, if there is one. */
  private seventhCharacter(): Fact | null {
    const row = this.pending;
    this.pending = null;
    return row && { table: 'seventhCharacter', row };
  }

  private inVisual(visual: VisualImpairment, event: XmlEvent): Fact | null {
    if (event.is === 'close' && event.name === 'visualImpairment') this.visual = null;
    const text = visual.next(event);
    const place = this.places.at(-1);
    return text !== null && place ? this.keepNote(place, 'visualImpairment', text) : null;
  }

  private refuse(reason: string): null {
    this.report.read += 1;
    reject(this.report, this.report.line, reason);
    return null;
  }
}

function isLevel(name: string): name is keyof typeof levels {
  return Object.hasOwn(levels, name);
}

function sectionOf(id: string): string | null {
  return sectionId.test(id) ? id : null;
}

function chapterOf(name: string): string | null {
  return /^\d{1,2}$/.test(name) ? name : null;
}
