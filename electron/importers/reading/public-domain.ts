import type { Edition, Source } from '../../contract/codes.ts';
import type { Dataset } from '../../contract/editions.ts';
import type { Member } from '../importer.ts';
import { baseName } from './member-name.ts';

const cms = 'Centers for Medicare & Medicaid Services';

/** Who signs the lists that CMS and the National Center for Health Statistics issue together. */
export const cmsAndNchs = `National Center for Health Statistics and ${cms}`;

/**
 * The source of a list of ICD-10 codes or places of service that the United States government publishes. `what`
 * begins the notice, in the plural: "ICD-10-CM codes and descriptions".
 */
export function publicSource(
  dataset: Dataset,
  { begins }: Edition,
  member: Member,
  what: string,
  publisher = cms,
): Source {
  return {
    id: `${dataset}:${begins}`,
    publisher,
    document: baseName(member.name),
    notice: `${what} are published by the United States government and are in the public domain in the United States. They are shown as published.`,
  };
}
