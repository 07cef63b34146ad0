import type { Edition, Source } from '../../contract/codes.ts';
import type { Dataset } from '../../contract/editions.ts';
import { datasetLines } from '../../contract/editions.ts';
import type { Member } from '../importer.ts';
import { baseName } from '../reading/member-name.ts';

/** Publisher and public-domain line of an ICD-10-CM or ICD-10-PCS file of the United States government. */
export function icdSource(dataset: Dataset, edition: Edition, member: Member): Source {
  const procedures = datasetLines[dataset] === 'icd10pcs';
  return {
    id: `${dataset}:${edition.begins}`,
    publisher: procedures
      ? 'Centers for Medicare & Medicaid Services'
      : 'National Center for Health Statistics and Centers for Medicare & Medicaid Services',
    document: baseName(member.name),
    notice: `${procedures ? 'ICD-10-PCS' : 'ICD-10-CM'} codes and descriptions are published by the United States government and are in the public domain in the United States. They are shown as published.`,
  };
}
