import type { CodePage } from '../../../electron/contract/codes.ts';
import { Notice } from '../../ui/Notice.tsx';
import { LockedParts } from '../grants/LockedParts.tsx';
import { Part } from './Part.tsx';
import { lockedIn } from './sections.ts';

/** The publisher's own words, or what would stand here and how it opens. */
export function Official({ page, title }: { page: CodePage; title: string }) {
  const { official, edition } = page;
  const locked = lockedIn(page, 'official');
  return (
    <Part
      id="official"
      title={title}
      source={official.state === 'held' ? official.source : null}
      edition={official.state === 'held' ? edition.name : null}
    >
      {official.state === 'held' ? (
        <p>{official.text}</p>
      ) : locked.length > 0 ? (
        <LockedParts parts={locked} />
      ) : (
        <Notice kind="locked" title="Not held in this library">
          {official.text}
        </Notice>
      )}
    </Part>
  );
}
