import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useLibraryJobs } from './use-library-jobs.ts';
import s from './LibraryActions.module.css';

interface LibraryActionsProps {
  /** Buttons that come first; without them a restore is the thing to do. */
  first?: ReactNode;
}

/** Adding a library and restoring the starter set, with the progress of any job and a way to stop it. */
export function LibraryActions({ first }: LibraryActionsProps) {
  const { job, isBusy, error, add, restore, cancel } = useLibraryJobs();
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
      {job === null ? null : (
        <div className={s['job']}>
          <Progress label={job.title} detail={job.detail} done={job.done} />
          <Button onPress={cancel}>Cancel</Button>
        </div>
      )}
      {error === null ? null : <Trouble title="The library was not changed" error={error} />}
      <Dialog
        title="Restore the starter set?"
        role="alertdialog"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button
              kind="primary"
              onPress={() => {
                setAsking(false);
                restore();
              }}
            >
              Restore
            </Button>
            <Button onPress={() => setAsking(false)}>Keep as it is</Button>
          </>
        }
      >
        <p>
          The set that came with the program takes the place of every line that cannot be opened. Lines that
          open stay as they are, and so do your settings.
        </p>
        <p>The starter set holds about 2,800 diagnosis codes. It is no replacement for the full code set.</p>
      </Dialog>
    </div>
  );
}
