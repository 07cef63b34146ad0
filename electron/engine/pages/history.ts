import { displayCode } from '../../codeset/code-format.ts';
import type { StoredChange } from '../../codeset/reader.ts';
import { releaseFor } from '../../codeset/releases.ts';
import type { Block, Section, System } from '../../contract/codes.ts';
import type { Connection, Named } from '../candidates.ts';
import { conversionTable, predecessorsOf, successorsOf } from '../candidates.ts';
import { verdictOf } from '../verdict.ts';
import { factSection, sectionTitles } from './section.ts';
import { sourceOf } from './source.ts';
import type { Subject } from './subject.ts';

/** Candidates that a page lists of a longer list. */
const mostListed = 30;

/** What the editions held changed in a code, newest first, and what a conversion table connects it with. */
export function historyOf(subject: Subject): Section[] {
  const { set, stored, date } = subject;
  const changes = set
    .changesOf(stored.system, stored.key)
    .flatMap((change) => changeSection(subject, change));
  const table = conversionTable(set, stored.system, date);
  if (!table) return changes;
  const after = successorsOf(table, stored.system, stored.key);
  const before = predecessorsOf(table, stored.system, stored.key);
  return [
    ...changes,
    ...factSection('history', table, [
      ...after.flatMap((connection) => successorBlocks(subject, connection)),
      ...before.flatMap((connection) => predecessorBlocks(subject, connection)),
    ]),
  ];
}

function changeSection({ set }: Subject, change: StoredChange): Section[] {
  const release = set.releases[change.release];
  const older = set.releases[change.release - 1];
  if (!release || !older) return [];
  const { edition } = release;
  const text = `From ${edition.begins}, against ${older.edition.name}: ${changeWords(change)}`;
  const source = sourceOf([set], release.sources[0] ?? '');
  return [
    {
      kind: 'history',
      title: sectionTitles.history,
      blocks: [{ type: 'text', text }],
      source,
      edition: edition.name,
      notKnown: null,
    },
  ];
}

function changeWords({ kind, before, after }: StoredChange): string {
  const texts = before === after ? '' : ` Before: “${before ?? ''}”. Now: “${after ?? ''}”.`;
  switch (kind) {
    case 'new':
      return 'new.';
    case 'deleted':
      return `deleted. It read: “${before ?? ''}”.`;
    case 'became-header':
      return `became a header, not valid for submission; choose a code under it.${texts}`;
    case 'became-billable':
      return `became valid for submission.${texts}`;
    case 'revised':
      return `revised.${texts}`;
  }
}

/** What a deleted code, or one that became a header, stood for has other codes; of a code that stays, a part has. */
function successorBlocks(subject: Subject, { effective, codes }: Connection): Block[] {
  const { set, stored } = subject;
  // Of days before the editions held the oldest one tells: what may be reported in it had stayed.
  const stays = releaseFor(set.spansOf(stored), effective)?.state?.billable === true;
  const what = stays
    ? `From ${effective}: newer codes for some of what was coded here. ${displayCode(stored.system, stored.key)} stays.`
    : `From ${effective}: candidates for what was coded here.`;
  const care = 'Many to many, never the replacement: verify each one.';
  return [{ type: 'text', text: `${what} ${care}` }, ...codesBlock(subject, codes)];
}

function predecessorBlocks(subject: Subject, connection: Connection): Block[] {
  const { effective, change, codes, together } = connection;
  const how = codes.length === 1 ? '' : together ? ' these together' : ' one of these';
  // A deleted code is sent to one that may be older than the change.
  const text =
    change === 'Deleted'
      ? `From ${effective} this stands also for what was coded with${how}:`
      : `Before ${effective} this was coded with${how}:`;
  return [{ type: 'text', text }, ...codesBlock(subject, codes)];
}

function codesBlock({ set, stored: { system }, date }: Subject, codes: readonly Named[]): Block[] {
  const items = codes.slice(0, mostListed).map(({ code: key, last }) => {
    if (last !== null) {
      const range = `${displayCode(system, key)}–${displayCode(system, last)}`;
      return { code: range, system: null, note: 'All codes from the first to the last.' };
    }
    const stored = set.codesByKey(key).find((one) => one.system === system);
    const code = displayCode(system, key);
    if (!stored) return { code, system: null as System | null, note: 'In no edition held.' };
    const { state, label } = verdictOf(set, stored, date);
    const care = state === 'billable' || state === 'valid' ? '' : ` (${label})`;
    return { code, system, note: `${stored.title}${care}` };
  });
  const more = codes.length - items.length;
  const rest: Block[] = more > 0 ? [{ type: 'text', text: `${more} more are not listed here.` }] : [];
  return [{ type: 'codes', items }, ...rest];
}
