import type {
  ImportedLine,
  ImportSummary,
  PlannedLine,
  PlannedRelease,
} from '../../../electron/contract/import.ts';
import { lineNames } from '../library/line-words.ts';

/** "1 edition", "97,296 records". */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

export const outcomeWords: Record<PlannedRelease['outcome'], string> = {
  added: 'New',
  replaced: 'Replaces the file held',
  same: 'Held already',
};

/** What an import would do to a line besides its releases. */
export function standingWords({ standing, releases }: PlannedLine): string {
  if (releases.every(({ outcome }) => outcome === 'same')) return 'Nothing to do.';
  switch (standing) {
    case 'none':
      return 'New in this library.';
    case 'held':
      return 'Goes beside what this library holds.';
    case 'starter':
      return 'The starter selection gives way to these codes.';
    case 'unreadable':
      return 'The file that the library names for this line cannot be opened. The line is begun anew, and that file is kept.';
  }
}

/** How many editions an import would read, and how many are held already. */
export function toImport(lines: readonly PlannedLine[]): { fresh: number; same: number } {
  const releases = lines.flatMap((line) => line.releases);
  const same = releases.filter(({ outcome }) => outcome === 'same').length;
  return { fresh: releases.length - same, same };
}

/** What has become of the whole import, in one line. */
export function summaryTitle({ cancelled, lines }: ImportSummary): string {
  if (cancelled) return 'Cancelled';
  if (lines.some(({ outcome }) => outcome === 'failed')) {
    return lines.some(({ outcome }) => outcome === 'finished') ? 'Imported in part' : 'Not imported';
  }
  return lines.some(({ outcome }) => outcome === 'finished') ? 'Imported' : 'Nothing new: no change';
}

/** What it means, line by line: which answer anew, which are as they were. */
export function summarySentence({ cancelled, lines }: ImportSummary): string {
  const names = (outcome: ImportedLine['outcome']): string =>
    listed(lines.filter((line) => line.outcome === outcome).map(({ line }) => lineNames[line]));
  const finished = names('finished');
  const [failed, untouched] = [names('failed'), names('untouched')];
  const parts = [
    finished === '' ? '' : `${cancelled ? 'Finished and kept' : 'Answers now'}: ${finished}.`,
    failed === '' ? '' : `As before, because of an error: ${failed}.`,
    untouched === '' ? '' : `As before: ${untouched}.`,
  ];
  const said = parts.filter((part) => part !== '').join(' ');
  if (said !== '') return said;
  return lines.length === 0 ? 'None of the files could be used.' : 'The library holds all of it already.';
}
