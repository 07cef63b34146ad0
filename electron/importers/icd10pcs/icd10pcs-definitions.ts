import type { Fact } from '../../codeset/facts.ts';
import { tidyText } from '../reading/decode.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { childText, describePcsXml, pcsCharacter } from './pcs-xml.ts';
import { drop, reject } from '../report.ts';
import type { XmlElement } from '../reading/xml-elements.ts';
import { childrenOf, elementsOf } from '../reading/xml-elements.ts';
import { rootElement } from '../reading/xml.ts';

const dataset = 'icd10pcs-definitions';

/**
 * ICD-10-PCS definitions (XML): `section` > `axis` > `terms`, which define one or more values of the axis (each
 * `title` is one: "1st Toe, Left", "1st Toe, Right") by a definition, an explanation and what they include. A record
 * is one `terms`; each of its titles gives a fact. The table of device aggregation at the end (which device values
 * of the index stand for which in the tables) is left out: it defines no value.
 */
export const icd10pcsDefinitions: Importer = {
  format: 'ICD-10-PCS definitions (XML)',
  dataset,
  recognise: ({ head }) => rootElement(head) === 'ICD10PCS.definitions',
  describe: (member) => describePcsXml(member, dataset, 'PCS Definitions'),
  read: ([file], report) => readDefinitions(file, report),
};

async function* readDefinitions(file: Member, report: ImportReport): AsyncGenerator<Fact> {
  const ordinals = new Map<string, number>();
  for await (const element of elementsOf(file, report, 'section', 'aggregate')) {
    if (element.name === 'aggregate') {
      report.read += 1;
      drop(report, 'device aggregation: it defines no value of an axis');
      continue;
    }
    for (const axis of childrenOf(element, 'axis')) {
      yield* axisFacts(axis, element.attributes['code'] ?? '', ordinals, report);
    }
  }
}

function* axisFacts(
  element: XmlElement,
  section: string,
  ordinals: Map<string, number>,
  report: ImportReport,
): Generator<Fact> {
  const position = Number(/^[1-7]$/.exec(element.attributes['pos'] ?? '')?.[0]);
  const axis = childText(element, 'title') ?? '';
  for (const terms of childrenOf(element, 'terms')) {
    report.read += 1;
    const titles = textsOf(terms, 'title');
    if (!pcsCharacter.test(section) || Number.isNaN(position)) {
      reject(
        report,
        report.line,
        `the definition of "${titles[0] ?? ''}" is in no section and position of PCS`,
      );
      continue;
    }
    if (titles.length === 0) {
      reject(report, report.line, `a definition in section ${section}, position ${position} has no title`);
      continue;
    }
    report.kept += 1;
    for (const term of titles) {
      const place = `${section}${position}`;
      const ordinal = ordinals.get(place) ?? 0;
      ordinals.set(place, ordinal + 1);
      const definition = childText(terms, 'definition');
      const explanation = childText(terms, 'explanation');
      const includes = textsOf(terms, 'includes');
      const where = { section, position, ordinal, axis };
      yield { table: 'pcsDefinition', row: { ...where, term, definition, explanation, includes } };
    }
  }
}

function textsOf(element: XmlElement, name: string): string[] {
  return childrenOf(element, name)
    .map(({ text }) => tidyText(text))
    .filter((text) => text !== '');
}
