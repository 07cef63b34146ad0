import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useLibraryJobs } from './use-library-jobs.ts';
import s from './LibraryActions.module.css';

interface LibraryActionsProps {
  /** Which of the two is the thing to do. */
  first: 'add' | 'restore';
}

/** Adding a library and restoring the starter set, with the progress of either and a way to stop it. */
export function LibraryActions({ first }: LibraryActionsProps) {
  const { job, isBusy, error, add, restore, cancel } = useLibraryJobs();
  const [isAsking, setAsking] = useState(false);
  const buttons = {
    add: (
      <Button key="add" kind={first === 'add' ? 'primary' : 'plain'} onPress={add} isDisabled={isBusy}>
        Add a built library…
      </Button>
    ),
    restore: (
      <Button
        key="restore"
        kind={first === 'restore' ? 'primary' : 'plain'}
        onPress={() => setAsking(true)}
        isDisabled={isBusy}
      >
        Restore the starter set
      </Button>
    ),
  };
  return (
    <div className={s['actions']}>
      <div className={s['buttons']}>
        {first === 'add' ? [buttons.add, buttons.restore] : [buttons.restore, buttons.add]}
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
