import type { Dataset } from '../../contract/editions.ts';
import { tidyText } from '../reading/decode.ts';
import { icdEdition } from '../icd10cm/edition-icd.ts';
import { icdSource } from '../icd10cm/icd-source.ts';
import type { Description, Member } from '../importer.ts';
import { newReport } from '../report.ts';
import type { XmlElement } from '../reading/xml-elements.ts';
import { childrenOf, elementsOf } from '../reading/xml-elements.ts';

/** The value of one axis: digits and letters without I and O. */
export const pcsCharacter = /^[0-9A-HJ-NP-Z]$/;

/**
 * Edition and source of a PCS XML file, by its name or by the year in its `version` element; CMS posts the files of
 * an April update under the plain names.
 *
 * @throws AppError `source-unrecognised` when neither tells the year
 */
export async function describePcsXml(member: Member, dataset: Dataset, prefix: string): Promise<Description> {
  const edition = icdEdition(member, { prefix, line: 'icd10pcs' }, await versionYear(member));
  return { edition, source: icdSource(dataset, edition, member), notices: [] };
}

async function versionYear(member: Member): Promise<number | null> {
  for await (const { text } of elementsOf(member, newReport(), 'version')) {
    const year = /^20\d\d$/.exec(text.trim())?.[0];
    return year === undefined ? null : Number(year);
  }
  return null;
}

/** The tidied text of the first child of a name; null where there is none or it is empty. */
export function childText(element: XmlElement, name: string): string | null {
  return tidyText(childrenOf(element, name)[0]?.text ?? '') || null;
}
