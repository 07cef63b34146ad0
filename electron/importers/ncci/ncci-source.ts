import type { Edition, Source } from '../../contract/codes.ts';
import type { Dataset } from '../../contract/editions.ts';
import { tidyText } from '../reading/decode.ts';
import type { Description, Member } from '../importer.ts';
import { baseName } from '../reading/member-name.ts';

/** Used only where a file was cut off its own notice: the words of the AMA are quoted, never made up. */
const noCopyrightLine =
  'A table of the National Correct Coding Initiative of the Centers for Medicare & Medicaid Services. The file carries no copyright line of its own.';

/**
 * Edition, source and notices of an NCCI file. Its code numbers include the AMA's, so the notice of the source is
 * the copyright sentence that stands above the table in the file itself, with the year it has there.
 *
 * @param above the texts above the table, decoded; one of them is or begins with the copyright sentence
 */
export function describeNcci(
  dataset: Dataset,
  edition: Edition,
  member: Member,
  above: readonly string[],
): Description {
  const texts = above.map(tidyText);
  const notice = texts.map(copyrightSentence).find((sentence) => sentence !== null) ?? noCopyrightLine;
  const source: Source = {
    id: `${dataset}:${edition.begins}`,
    publisher: 'Centers for Medicare & Medicaid Services',
    document: baseName(member.name),
    notice,
  };
  const whole = texts.filter((text) => /copyright|trademark|FARS|AMA\b/i.test(text) && text !== notice);
  return { edition, source, notices: [notice, ...whole] };
}

/** "CPT only copyright 2025 American Medical Association. All rights reserved.", out of whatever follows it. */
function copyrightSentence(text: string): string | null {
  const sentence =
    /^.{0,200}?copyright\b.{0,20}?\d{4}.{0,40}?American Medical Association\.?(?: All rights reserved\.?)?/i;
  return sentence.exec(text)?.[0] ?? null;
}
