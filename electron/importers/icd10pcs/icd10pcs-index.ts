import type { Fact } from '../../codeset/facts.ts';
import { tidyText } from '../reading/decode.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { childText, describePcsXml } from './pcs-xml.ts';
import { reject } from '../report.ts';
import type { XmlElement } from '../reading/xml-elements.ts';
import { childrenOf, elementsOf } from '../reading/xml-elements.ts';
import { rootElement } from '../reading/xml.ts';

const dataset = 'icd10pcs-index';
const book = 'pcs';
/** Seven characters are a code, four to six the beginning of codes, three a table. */
const codeStart = /^[0-9A-HJ-NP-Z]{3,7}$/;
const codeNames: ReadonlySet<string> = new Set(['code', 'codes', 'tab']);
const referenceNames: ReadonlySet<string> = new Set(['see', 'use']);

/**
 * ICD-10-PCS index (XML): `letter` > `mainTerm` > `term`, five levels deep. A record is a main term or a term.
 * `code` is a term's own code, or the beginning of codes ("10A0") or table ("0QB") that it leads to. The codes and
 * tables inside a "see" follow it as references of their own. A term without title and code is the next line of
 * the term above it: its references are that term's. One with a code but no title is a further code of the term
 * above it and has the empty title.
 */
export const icd10pcsIndex: Importer = {
  format: 'ICD-10-PCS index (XML)',
  dataset,
  recognise: ({ head }) => rootElement(head) === 'ICD10PCS.index',
  describe: (member) => describePcsXml(member, dataset, 'PCS Index'),
  read: ([file], report) => readIndex(file, report),
};

/** A term that has been given out, as the terms under it see it. */
interface Above {
  id: number;
  level: number;
  references: number;
}

async function* readIndex(file: Member, report: ImportReport): AsyncGenerator<Fact> {
  const ids = { next: 0 };
  for await (const element of elementsOf(file, report, 'mainTerm')) {
    if (childText(element, 'title') === null) {
      const terms = countTerms(element);
      report.read += terms;
      for (let count = 0; count < terms; count += 1) {
        reject(report, report.line, 'a main term without a title, or a term under it');
      }
    } else {
      yield* termFacts(element, null, ids, report);
    }
  }
}

function* termFacts(
  element: XmlElement,
  above: Above | null,
  ids: { next: number },
  report: ImportReport,
): Generator<Fact> {
  report.read += 1;
  report.kept += 1;
  const title = childText(element, 'title');
  const own = element.children.find(({ name, text }) => codeNames.has(name) && codeStart.test(text.trim()));
  let term = above;
  if (!term || title !== null || own) {
    term = { id: ids.next, level: above ? above.level + 1 : 0, references: 0 };
    ids.next += 1;
    const { id, level } = term;
    const shared = { book, id, parent: above?.id ?? null, level, nonessential: [], manifestation: null };
    yield { table: 'indexTerm', row: { ...shared, title: title ?? '', code: own?.text.trim() ?? null } };
  }
  for (const child of element.children) {
    if (child.name === 'term') yield* termFacts(child, term, ids, report);
    else if (child !== own) yield* referenceFacts(child, term);
  }
}

function* referenceFacts(element: XmlElement, term: Above): Generator<Fact> {
  if (!codeNames.has(element.name) && !referenceNames.has(element.name)) return;
  const text = tidyText(element.text);
  if (text !== '') {
    const row = { book, term: term.id, ordinal: term.references, kind: element.name, text };
    term.references += 1;
    yield { table: 'indexReference', row };
  }
  for (const child of element.children) yield* referenceFacts(child, term);
}

function countTerms(element: XmlElement): number {
  return childrenOf(element, 'term').reduce((sum, term) => sum + countTerms(term), 1);
}
