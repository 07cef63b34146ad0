import type { Edition } from '../../contract/codes.ts';
import { AppError } from '../../contract/errors.ts';
import type { IcdNaming } from './edition-icd.ts';
import { icdEdition, icdEditionOn } from './edition-icd.ts';
import { lastYearIn } from '../reading/edition-words.ts';
import type { Member } from '../importer.ts';
import { baseName } from '../reading/member-name.ts';

/**
 * The edition of a conversion table: that of its newest entry, as every table repeats all changes since 2016. Where
 * the file's name tells a later one it counts: an update without a new code has no entry of its own.
 *
 * @param newest date of the newest entry, `YYYY-MM-DD`; null where none has a date
 * @throws AppError `source-damaged` when no entry has a date
 */
export function newestEdition(member: Member, newest: string | null, naming: IcdNaming): Edition {
  if (newest === null) {
    throw new AppError('source-damaged', `${member.name} has no entry with a date. Download it again.`);
  }
  const byContent = icdEditionOn(newest, naming);
  if (lastYearIn(baseName(member.name)) === null) return byContent;
  const byName = icdEdition(member, naming);
  return byName.begins > byContent.begins ? byName : byContent;
}
