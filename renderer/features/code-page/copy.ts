import type { BrowseTarget } from '../../../electron/contract/browse.ts';
import type { CodePage } from '../../../electron/contract/codes.ts';
import type { LibraryStatus } from '../../../electron/contract/library.ts';
import type { SearchRow } from '../../../electron/contract/search.ts';
import { ask } from '../../lib/bridge.ts';
import { claimsRights, linesOfSystems } from '../notices/line-notices.ts';
import { say } from '../../ui/toast.ts';

export interface Copied {
  code: string;
  title: string;
  /** The title is our own name: no official description is held. */
  isOwnName: boolean;
  /** The line that has to go with the description; empty where nobody claims a right in it. */
  notice: string;
  /** What a coder must know before pasting it; empty where there is nothing. */
  caution: string;
}

export function copiedPage(page: CodePage): Copied {
  const { code, title, official, verdict, ended } = page;
  return {
    code,
    title,
    isOwnName: official.state === 'needs-licence',
    notice: official.state === 'held' ? claimed(official.source.notice) : '',
    caution: cautionOf(verdict.state, false, ended),
  };
}

export function copiedRow(row: SearchRow, { lines }: Pick<LibraryStatus, 'lines'>): Copied {
  const { system, code, title, state, billable, ended } = row;
  const own = linesOfSystems([system], lines).filter(({ line }) => line !== 'editorial');
  return {
    code,
    title,
    // Without the user's own CPT files every name in that list is ours.
    isOwnName: system === 'cpt' && !lines.some(({ line }) => line === 'cpt'),
    notice: own.flatMap(({ sources }) => sources.map(({ notice }) => claimed(notice))).find(Boolean) ?? '',
    caution: cautionOf(state, billable === false, ended),
  };
}

function claimed(notice: string): string {
  return claimsRights(notice) ? notice : '';
}

/** The code of an entry of an official book. */
export function copiedTarget({ code, title, state }: BrowseTarget): Copied {
  const caution =
    state === 'gone' ? 'not in the codes held' : state === 'header' ? 'header, not billable' : '';
  // What the books lead to is public: nobody claims a right in it.
  return { code, title, isOwnName: false, notice: '', caution };
}

function cautionOf(state: SearchRow['state'], isHeader: boolean, ended: string | null): string {
  if (state === 'ended') return ended === null ? 'ended' : `ended ${ended}`;
  return state === 'header' || isHeader ? 'header, not billable' : '';
}

/** What goes on the clipboard. */
export function copyText({ code, title, isOwnName, notice }: Copied, full: boolean): string {
  if (!full) return code;
  if (isOwnName) return `${code} (our name: ${title})`;
  return notice === '' ? `${code} ${title}` : `${code} ${title}\n${notice}`;
}

/** What is said once it is there. */
export function copyWords({ code, isOwnName, caution }: Copied, full: boolean): string {
  const words = !full
    ? `Copied ${code}`
    : isOwnName
      ? `Copied ${code} with our own name: no official description is held`
      : `Copied ${code} and its description`;
  return caution === '' ? words : `${words} (${caution})`;
}

/** Puts a code, or the code and its description, on the clipboard and says so quietly. */
export function copyCode(copied: Copied, full: boolean): void {
  ask('clipboard.write', { text: copyText(copied, full) }).then(
    () => say(copyWords(copied, full)),
    (error: unknown) => say(error instanceof Error ? error.message : 'The clipboard could not be written.'),
  );
}
