import { useEffect, useRef } from 'react';
import { focusPane } from '../../app/panes.ts';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useJob } from '../library/job-store.ts';
import { InstalledPart } from './InstalledPart.tsx';
import type { ImportState } from './import-store.ts';
import { cancelImport, useImport } from './import-store.ts';
import { listed } from './import-words.ts';
import { PlannedLines } from './PlannedLines.tsx';
import { PreviewPart } from './PreviewPart.tsx';
import { SummaryPart } from './SummaryPart.tsx';
import { useChooseFiles, useLeaveImport } from './use-offers.ts';
import s from './ImportScreen.module.css';

/** Official files on their way into the library: what they are, what is being done, what became of them. */
export function ImportScreen() {
  const { state } = useImport();
  const screen = useRef<HTMLDivElement>(null);
  const { phase } = state;
  // A new phase begins at its top, wherever the one before was scrolled to.
  useEffect(() => {
    screen.current?.scrollIntoView({ block: 'start' });
    // The button that was pressed is gone: its focus goes to the page, not to the beginning of the window.
    if (document.activeElement === document.body) focusPane('page');
  }, [phase]);
  return (
    <div ref={screen}>
      <Screen title={isOfPacks(state) ? 'Install packs' : 'Import official files'} width="wide">
        {phase === 'idle' ? <Choose /> : null}
        {phase === 'looking' ? (
          <Working label={`Looking at ${listed(state.offer.names.slice(0, 3))}`} />
        ) : null}
        {phase === 'preview' ? <PreviewPart offer={state.offer} preview={state.preview} /> : null}
        {phase === 'importing' ? (
          <>
            <Working label="Importing" />
            <PlannedLines lines={state.preview.lines} />
          </>
        ) : null}
        {phase === 'installing' ? <Working label="Installing" /> : null}
        {phase === 'installed' ? <InstalledPart packs={state.packs} results={state.results} /> : null}
        {phase === 'done' ? <SummaryPart summary={state.summary} /> : null}
        {phase === 'failed' ? (
          <>
            <Trouble title={state.title} error={state.error} />
            <div className={s['after']}>
              <Choices isAfter />
            </div>
          </>
        ) : null}
      </Screen>
    </div>
  );
}

/** A vendor's packs are no official files: known by their names until they have been looked at. */
function isOfPacks(state: ImportState): boolean {
  if (state.phase === 'installing' || state.phase === 'installed') return true;
  if (state.phase === 'preview') return state.preview.packs.length > 0 && state.preview.lines.length === 0;
  return state.phase === 'looking' && state.offer.names.every((name) => /\.c2cpack$/i.test(name));
}

function Choose() {
  return (
    <>
      <p className={s['about']}>
        Choose the files as you downloaded them from CMS, CDC or the AMA, zipped or not, a vendor’s packs, or
        the folder that they are in. They are recognised by their content, and nothing is changed before you
        have seen what they are. Nothing leaves this computer.
      </p>
      <Choices />
      <p className={s['drop']}>Or drop them anywhere on this window.</p>
    </>
  );
}

/** The two ways to choose: only macOS has one dialog for both. */
function Choices({ isAfter = false }: { isAfter?: boolean }) {
  const choose = useChooseFiles();
  const leave = useLeaveImport();
  return (
    <div className={s['buttons']}>
      <Button kind="primary" onPress={() => choose('files')}>
        Choose files…
      </Button>
      <Button onPress={() => choose('folder')}>Choose a folder…</Button>
      {isAfter ? <Button onPress={leave}>Done</Button> : null}
    </div>
  );
}

function Working({ label }: { label: string }) {
  const job = useJob((store) => store.job);
  return (
    <div className={s['working']} aria-live="off">
      <Progress label={label} detail={job?.detail ?? ''} done={job?.done ?? null} />
      <Button onPress={cancelImport} isDisabled={job === null}>
        Cancel
      </Button>
    </div>
  );
}
