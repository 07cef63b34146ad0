import type { Fact } from '../../codeset/facts.ts';
import type { Edition } from '../../contract/codes.ts';
import { AppError } from '../../contract/errors.ts';
import { fieldText } from '../reading/decode.ts';
import { guidelineParts, guidelinesTitle } from './guidelines-lines.ts';
import type { OutlineSection } from './guidelines-outline.ts';
import { outline } from './guidelines-outline.ts';
import { codesIn } from './guidelines-scope.ts';
import { paragraphOf, sectionText, vocabularyOf } from './guidelines-text.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { headLines, linesOf } from '../reading/lines.ts';
import { baseName } from '../reading/member-name.ts';
import { publicSource } from '../reading/public-domain.ts';
import { reject } from '../report.ts';

/** The text of FY2026 has 319,000 characters. */
const longestText = 1 << 22;
const titlePageLines = 40;
const updatedOn = /\bUPDATED ([A-Z][a-z]+ \d{1,2}, 20\d{2})/i;
const inForce = /\(([A-Z][a-z]+ \d{1,2}, 20\d{2}) ?[-–] ?([A-Z][a-z]+ \d{1,2}, 20\d{2})\)/;

/**
 * The ICD-10-CM Official Guidelines for Coding and Reporting as plain text, extracted from the PDF that the
 * Cooperating Parties publish. A record is one numbered section ("I.C.4.a.2") or appendix, with its own text up to
 * the next number; the title page and the table of contents are left out. A section that the contents list and the
 * text does not hold is rejected. Sections of I.C that are chapters govern the ranges in their headings
 * (`how` is chapter); codes named in any other heading or in a text are `named`.
 */
export const icd10cmGuidelines: Importer = {
  format: 'ICD-10-CM Official Guidelines, text',
  dataset: 'icd10cm-guidelines',
  recognise({ member, head }) {
    const lines = headLines(head, head.length >= member.size)
      .map(fieldText)
      .filter((line) => line !== '');
    return lines[0] === guidelinesTitle && lines.some((line) => /^Section I\. ./.test(line));
  },
  async describe(member) {
    const edition = await editionOf(member);
    const source = publicSource(
      'icd10cm-guidelines',
      edition,
      member,
      'The ICD-10-CM Official Guidelines for Coding and Reporting',
      'The Cooperating Parties for ICD-10-CM: AHA, AHIMA, CMS and NCHS',
    );
    return { edition, source, notices: [] };
  },
  read: ([member], report) => readGuidelines(member, report),
};

/** From the title page: "FY 2026 -- UPDATED October 1, 2025", "(October 1, 2025 - September 30, 2026)". */
async function editionOf(member: Member): Promise<Edition> {
  const titlePage: string[] = [];
  for await (const { number, text } of linesOf(member)) {
    titlePage.push(fieldText(text));
    if (number >= titlePageLines) break;
  }
  const page = titlePage.join(' ');
  const year = /\bFY ?(20\d{2})\b/.exec(page)?.[1];
  const [, from = '', to = ''] = inForce.exec(page) ?? [];
  const [first, ends] = [isoDate(from), isoDate(to)];
  if (year === undefined || first === null || ends === null) {
    throw new AppError(
      'source-unrecognised',
      `${baseName(member.name)} does not say on its first page of which fiscal year it is and when it is in force. Extract the text of the whole PDF anew.`,
    );
  }
  // An update in April names the whole year as its time, and the day from which it replaced the text of October.
  const updated = isoDate(updatedOn.exec(page)?.[1] ?? '');
  const april = updated !== null && updated > first && updated < ends;
  return {
    name: april ? `Guidelines April ${updated.slice(0, 4)}` : `Guidelines FY${year}`,
    line: 'icd10cm',
    begins: april ? updated : first,
    ends,
  };
}

/** "October 1, 2025" as 2025-10-01. */
function isoDate(text: string): string | null {
  const time = Date.parse(`${text} UTC`);
  return text === '' || Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}

async function* readGuidelines(member: Member, report: ImportReport): AsyncGenerator<Fact> {
  const lines: { number: number; text: string }[] = [];
  let length = 0;
  for await (const { number, text } of linesOf(member, report)) {
    length += text.length + 1;
    if (length > longestText) throw damaged(member, 'is longer than any edition of the guidelines');
    lines.push({ number, text: fieldText(text) });
  }
  const { contents, body } = guidelineParts(lines);
  if (body.length === 0) throw damaged(member, 'holds no Section I after its table of contents');
  const sections = outline(body);
  const vocabulary = vocabularyOf(body);
  const ids = new Set(sections.map(({ id }) => id));
  for (const { id, line } of outline(contents)) {
    if (ids.has(id)) continue;
    report.read += 1;
    reject(report, line, `Section ${id} of the table of contents is not in the text`);
  }
  for (const [ordinal, section] of sections.entries()) {
    report.read += 1;
    report.kept += 1;
    const title = paragraphOf(section.heading, vocabulary);
    const text = sectionText(section.text, vocabulary);
    yield { table: 'guideline', row: { id: section.id, ordinal, parent: section.parent, title, text } };
    yield* scopeOf(section, title, text);
  }
}

type Scope = Extract<Fact, { table: 'guidelineScope' }>;

function* scopeOf({ id }: OutlineSection, title: string, text: string): Generator<Scope> {
  const chapter = /^I\.C\.\d+$/.test(id);
  const seen = new Set<string>();
  for (const [words, how] of [
    [title, chapter ? 'chapter' : 'named'],
    [text, 'named'],
  ] as const) {
    for (const { first, last } of codesIn(words)) {
      if (seen.has(`${first}-${last}`)) continue;
      seen.add(`${first}-${last}`);
      yield { table: 'guidelineScope', row: { id, first, last, how } };
    }
  }
}

function damaged(member: Member, what: string): AppError {
  return new AppError(
    'source-damaged',
    `${baseName(member.name)} ${what}. Extract the text of the whole PDF anew.`,
  );
}
