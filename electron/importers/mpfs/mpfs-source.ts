import type { Edition, Source } from '../../contract/codes.ts';
import type { Dataset } from '../../contract/editions.ts';
import type { Description, Member } from '../importer.ts';
import { baseName } from '../reading/member-name.ts';

/** For files without a code number of anybody else's: practice costs, localities, factors, ZIP codes. */
export const publicDomain =
  'Published by the Centers for Medicare & Medicaid Services, an agency of the United States government, and in the public domain in the United States. Shown as published.';

/** For files that hold CPT code numbers but print no copyright line. */
export const codeNumbers =
  'Published by the Centers for Medicare & Medicaid Services. The file prints no copyright line of its own; its procedure codes include CPT code numbers, for which the notice printed in the relative value file of the same release applies.';

/** The description of a fee schedule file; `printed` are the copyright lines that it carries itself. */
export function mpfsDescription(
  member: Member,
  dataset: Dataset,
  edition: Edition,
  notice: string,
  printed: readonly string[] = [],
): Description {
  const source: Source = {
    id: `${dataset}:${edition.begins}`,
    publisher: 'Centers for Medicare & Medicaid Services',
    document: baseName(member.name),
    notice,
  };
  return { edition, source, notices: printed.filter((line) => line !== notice) };
}
