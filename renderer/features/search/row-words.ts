import type { SearchResponse, SearchRow } from '../../../electron/contract/search.ts';
import { systemWords } from '../../lib/systems.ts';
import type { ListItem } from './list-items.ts';

/** The word a row carries: only for what keeps a code off a claim, so that a page of good codes stays quiet. */
export function stateWord({ state, billable }: Pick<SearchRow, 'state' | 'billable'>): string | null {
  if (state === 'ended') return 'ended';
  if (state === 'not-yet') return 'not yet';
  // Also where the date is not answered for: a header is never reported on any.
  return billable === false ? 'header' : null;
}

/**
 * What a row says of why it is here, without what can be seen anyway: the line above the list has said "htn:
 * hypertension" for all rows, and the code itself shows what it begins with. Both would push out the titles that differ.
 */
export function ownReason(
  { why, code }: Pick<SearchRow, 'why' | 'code'>,
  readAs: SearchResponse['readAs'],
): string {
  const said = new Set(readAs.map(({ typed, read }) => `${typed}: ${read}`));
  const begins = `begins with ${code}`;
  return why
    .split(' · ')
    .filter(
      (reason) => !said.has(reason) && !(reason.startsWith('begins with ') && begins.startsWith(reason)),
    )
    .join(' · ');
}

/** All that a row shows, as one sentence for screen readers. */
export function rowName({ row, fold }: ListItem): string {
  const word = stateWord(row);
  const parts = [`${row.code} ${row.title}`, systemWords[row.system].name];
  if (row.state === 'ended' && row.ended !== null) parts.push(`ended ${row.ended}`);
  else if (word === 'header') parts.push('header, not billable');
  else if (word !== null) parts.push(word);
  if (row.why !== '') parts.push(row.why);
  if (fold !== 'none') parts.push(`${row.more} more like it, ${fold === 'open' ? 'shown' : 'folded'}`);
  return parts.join(', ');
}
