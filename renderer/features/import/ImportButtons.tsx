import { Link } from '@tanstack/react-router';
import { Button } from '../../ui/Button.tsx';
import { useJob } from '../library/job-store.ts';
import type { ImportState } from './import-store.ts';
import { useImport } from './import-store.ts';
import { useChooseFiles } from './use-offers.ts';
import s from './ImportButtons.module.css';

/** Where an import that is under way, or has just ended, is found again. */
const underWay: Record<ImportState['phase'], string | null> = {
  idle: null,
  looking: 'Show the files being looked at',
  preview: 'Show the files that wait to be imported',
  importing: 'Show the import',
  installing: 'Show the packs being installed',
  installed: 'Show the packs installed last',
  done: 'Show the last import',
  failed: null,
};

/** The two ways to choose official files, and the way back to those already chosen. */
export function ImportButtons() {
  const choose = useChooseFiles();
  const isBusy = useJob(({ job }) => job !== null);
  const words = underWay[useImport().state.phase];
  return (
    <>
      <Button kind="primary" onPress={() => choose('files')} isDisabled={isBusy}>
        Import files…
      </Button>
      <Button onPress={() => choose('folder')} isDisabled={isBusy}>
        Import a folder…
      </Button>
      <Link to="/library/public" className={s['back']}>
        Get public code sets…
      </Link>
      <Link to="/library/updates" className={s['back']}>
        Updates…
      </Link>
      {words === null ? null : (
        <Link to="/library/import" className={s['back']}>
          {words}
        </Link>
      )}
    </>
  );
}
