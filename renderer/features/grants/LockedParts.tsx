import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { LockedPart } from '../../../electron/contract/codes.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { NoticeDialog } from './NoticeDialog.tsx';
import { useStanding } from './standing-query.ts';
import s from './LockedParts.module.css';

/** What stands in one part of a page and is not open: what it holds, why, and how it opens. */
export function LockedParts({ parts }: { parts: readonly LockedPart[] }) {
  return parts.map((part, index) => (
    <Notice key={index} kind="locked" title={holdsWords(part)} actions={<Ways part={part} />}>
      {part.sentence}
    </Notice>
  ));
}

function holdsWords({ holds }: LockedPart): string {
  return `Locked: ${holds}`;
}

/** The ways in which a part opens, the nearest first. */
function Ways({ part: { opensBy } }: { part: LockedPart }) {
  return (
    <>
      {opensBy.includes('notice') ? <ReadNotices /> : null}
      {opensBy.includes('account') ? (
        <Link to="/account" className={s['way']}>
          Register free account
        </Link>
      ) : null}
      {opensBy.includes('licence') ? (
        <Link to="/account" className={s['way']}>
          Activate a licence
        </Link>
      ) : null}
      {opensBy.includes('import') ? (
        <Link to="/library/import" className={s['way']}>
          Import your own files
        </Link>
      ) : null}
    </>
  );
}

/** Opens every notice that is due: they are few, and each is asked for once. */
export function ReadNotices({ kind = 'plain' }: { kind?: 'plain' | 'primary' }) {
  const [isOpen, setOpen] = useState(false);
  const due = useStanding()?.due ?? [];
  if (due.length === 0) return null;
  return (
    <>
      <Button
        kind={kind}
        onPress={() => {
          setOpen(true);
        }}
      >
        Read and accept the notices
      </Button>
      <NoticeDialog
        notices={due}
        isOpen={isOpen}
        onClose={() => {
          setOpen(false);
        }}
      />
    </>
  );
}
