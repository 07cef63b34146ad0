import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { JobProgress } from './JobProgress.tsx';
import { useLibraryJobs } from './use-library-jobs.ts';
import s from './LibraryActions.module.css';

interface LibraryActionsProps {
  /** Buttons that come first; without them a restore is the thing to do. */
  first?: ReactNode;
}

/** Adding a library and restoring the starter set, with the progress of any job and a way to stop it. */
export function LibraryActions({ first }: LibraryActionsProps) {
  const { job, isBusy, error, add, restore } = useLibraryJobs();
  const [isAsking, setAsking] = useState(false);
  const addButton = (
    <Button onPress={add} isDisabled={isBusy}>
      Add a built library…
    </Button>
  );
  const restoreButton = (
    <Button kind={first ? 'plain' : 'primary'} onPress={() => setAsking(true)} isDisabled={isBusy}>
      Restore the starter set
    </Button>
  );
  return (
    <div className={s['actions']}>
      <div className={s['buttons']}>
        {first ?? restoreButton}
        {addButton}
        {first ? restoreButton : null}
      </div>
      {job === null || job.line !== null ? null : <JobProgress job={job} />}
      {error === null ? null : <Trouble title="The library was not changed" error={error} />}
      <Confirm
        title="Restore the starter set?"
        yes="Restore"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={restore}
      >
        <p>
          The set that came with the program takes the place of every line that cannot be opened. Lines that
          open stay as they are, and so do your settings.
        </p>
        <p>The starter set holds about 2,800 diagnosis codes. It is no replacement for the full code set.</p>
      </Confirm>
    </div>
  );
}
