import type { CodeRow } from '../../codeset/rows.ts';
import { fieldText } from '../reading/decode.ts';
import type { ImportReport, Member } from '../importer.ts';
import { linesOf } from '../reading/lines.ts';
import { drop, reject } from '../report.ts';

type Section = 'header' | 'regular' | 'physical' | 'outpatient' | 'category2' | 'level2';

/** Headings as the AMA's own loader finds them; each begins a line. */
const headings: readonly (readonly [string, Section])[] = [
  ['Appendix A', 'regular'],
  ['Anesthesia Physical Status', 'physical'],
  ['Modifiers Approved for Ambulatory Surgery Center', 'outpatient'],
  ['CPT Level I Modifiers', 'outpatient'],
  ['Category II Modifiers', 'category2'],
  ['Level II (HCPCS/National) Modifiers', 'level2'],
];
const starts: Readonly<Record<Section, RegExp | null>> = {
  header: null,
  regular: /^([1-9]\d) (\S.*)$/,
  physical: /^.{0,40}?\b(P\d): ?(\S.*)$/,
  outpatient: /^([1-9]\d) (\S.*)$/,
  category2: /^([1-9]P) (\S.*)$/,
  level2: /^([A-Z][0-9A-Z]) (\S.*)$/,
};
/** Sections in which no blank line need part one modifier from the next. */
const oneLine: ReadonlySet<Section> = new Set(['physical', 'level2']);
/** The longest of them have about 1,500 characters. */
const longestText = 10_000;

interface Modifier {
  code: string;
  /** Its first line, without the code. */
  name: string;
  text: string;
  line: number;
}

/** The lines above the heading "Appendix A", and the few under it that say of which year the modifiers are. */
export async function modifierHeader(member: Member): Promise<string[]> {
  const lines: string[] = [];
  let left = 200;
  for await (const { text } of linesOf(member)) {
    if (text.trim() === 'Appendix A') left = Math.min(left, 12);
    left -= 1;
    if (left < 0) break;
    lines.push(text.slice(0, 1000));
  }
  return lines;
}

/**
 * Reads MODUL.txt: sections of modifiers, each "22 Name: text" (or "1P text") and going on to the next blank line;
 * physical status is "Physical Status Modifier P1: text". The record is one modifier. Those of the
 * outpatient section that stand above already, and the Level II ones, which CMS publishes with HCPCS, are left out.
 */
export async function* cptModifiers(member: Member, report: ImportReport): AsyncGenerator<CodeRow> {
  const seen = new Set<string>();
  let section: Section = 'header';
  let open: Modifier | null = null;
  for await (const { number, text: bytes } of linesOf(member, report)) {
    const text = fieldText(bytes);
    const heading = headings.find(([words]) => text.startsWith(words));
    const start = starts[section]?.exec(text);
    const next = start && (!open || oneLine.has(section));
    if (open && (text === '' || heading || next)) {
      yield* finish(open, section, seen, report);
      open = null;
    }
    if (heading && (section !== 'header' || heading[1] === 'regular')) section = heading[1];
    else if (open) open.text = `${open.text} ${text}`.slice(0, longestText + 1);
    else if (start) open = { code: start[1] ?? '', name: start[2] ?? '', text: start[2] ?? '', line: number };
  }
  if (open) yield* finish(open, section, seen, report);
}

function* finish(
  modifier: Modifier,
  section: Section,
  seen: Set<string>,
  report: ImportReport,
): Generator<CodeRow> {
  const { code, text, line } = modifier;
  report.read += 1;
  if (section === 'level2') drop(report, 'Level II modifier: CMS publishes it with HCPCS');
  else if (seen.has(code) && section === 'outpatient') {
    drop(report, 'modifier listed again for outpatient use');
  } else if (seen.has(code))
    reject(report, line, `modifier ${code} is in the file twice; the first one is kept`);
  else if (text.length > longestText) reject(report, line, `modifier ${code}: its text never ends`);
  else {
    seen.add(code);
    report.kept += 1;
    yield rowOf(modifier, section);
  }
}

/** The name is what stands before the first colon, in the Category II section the first line; the rest explains it. */
function rowOf({ code, name, text }: Modifier, section: Section): CodeRow {
  const [, short = text, more = ''] =
    section === 'category2'
      ? [text, name, text.slice(name.length).trim()]
      : (/^([^:]{1,200}): (.*)$/.exec(text) ?? []);
  return {
    system: 'modifier',
    key: code,
    title: short,
    short: '',
    billable: null,
    parent: null,
    added: null,
    ended: null,
    detail: more === '' ? {} : { Description: more },
  };
}
