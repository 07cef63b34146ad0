import type { Fact } from '../../codeset/facts.ts';
import { TabularReader } from './icd10cm-tabular-reader.ts';
import { describeList, isCompleteList } from './icd10cm-xml.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { xmlEvents } from '../reading/xml.ts';

const root = 'ICD10CM.tabular';

/**
 * ICD-10-CM Tabular List of diseases and injuries: what stands at its codes, sections and chapters. A record is
 *
 * - a chapter or section (`tabularPart`; the two are counted through in reading order),
 * - a note of one of the kinds that `note` names (`ordinal` from 0 in the order of all notes of its place),
 * - a 7th character (`seventhCharacter`), or a note under it, which is added to its meaning after a semicolon,
 * - a category of the table of visual impairment (`note` of kind `visualImpairment`),
 * - a code, chapter or section that cannot be used; its notes are left out with it.
 *
 * Codes and their titles are no records: they are the order file's.
 */
export const icd10cmTabular: Importer = {
  format: 'ICD-10-CM Tabular List XML',
  dataset: 'icd10cm-tabular',
  recognise: ({ head }) => isCompleteList(head, root),
  describe: (member) => describeList('icd10cm-tabular', 'Tabular List', member),
  read: ([member], report) => readTabular(member, report),
};

async function* readTabular(member: Member, report: ImportReport): AsyncGenerator<Fact> {
  const reader = new TabularReader(member, report);
  for await (const event of xmlEvents(member, report)) {
    const fact = reader.next(event);
    if (fact !== null) yield fact;
  }
}
