import { useEffect, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { focusPane } from '../../app/panes.ts';
import { ask } from '../../lib/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { count, listed } from '../import/import-words.ts';
import { useJob } from '../library/job-store.ts';
import { Arrived } from './Arrived.tsx';
import { hostsOf } from './published.ts';
import { PublishedSets } from './PublishedSets.tsx';
import { backToPublished, lookAtPublished, stopPublicSets, usePublicSets } from './public-sets-store.ts';
import { SetList } from './SetList.tsx';
import s from './PublicSetsScreen.module.css';

/** Code sets that their publishers give to everybody: what is held, what would come, and bringing it here. */
export function PublicSetsScreen() {
  const { state } = usePublicSets();
  const screen = useRef<HTMLDivElement>(null);
  const sources = useQuery({
    queryKey: ['publicSets.sources'],
    queryFn: () => ask('publicSets.sources', null),
  });
  const { phase } = state;
  // The button that was pressed is gone: its focus goes to the page, not to the beginning of the window.
  useEffect(() => {
    screen.current?.scrollIntoView({ block: 'start' });
    if (document.activeElement === document.body) focusPane('page');
  }, [phase]);
  return (
    <div ref={screen}>
      <Screen title="Get public code sets" width="wide">
        {sources.error ? (
          <Trouble
            title="The list of public sets could not be read"
            error={sources.error}
            onRetry={() => void sources.refetch()}
          />
        ) : null}
        {sources.data ? (
          <>
            {phase === 'idle' ? <Beginning sets={sources.data} /> : null}
            {phase === 'listing' ? <Working label="Asking the publishers" /> : null}
            {phase === 'listed' ? <PublishedSets sets={sources.data} listings={state.listings} /> : null}
            {phase === 'getting' ? <Working label={`Downloading ${count(state.count, 'file')}`} /> : null}
            {phase === 'done' ? <Arrived download={state.download} /> : null}
            {phase === 'failed' ? <Failed title={state.title} error={state.error} /> : null}
          </>
        ) : sources.error ? null : (
          <Skeleton widths={[62, 30, 48, 40]} />
        )}
      </Screen>
    </div>
  );
}

function Beginning({ sets }: { sets: Parameters<typeof hostsOf>[0] }) {
  const isBusy = useJob(({ job }) => job !== null);
  return (
    <>
      <p className={s['about']}>
        The United States government publishes these code sets for everybody. Nothing has been asked yet: this
        program connects to {listed(hostsOf(sets))} when you press the button, and to nobody else. You then
        choose what is downloaded.
      </p>
      <div className={s['buttons']}>
        <Button kind="primary" onPress={lookAtPublished} isDisabled={isBusy}>
          See what is published
        </Button>
      </div>
      <SetList sets={sets} />
    </>
  );
}

function Working({ label }: { label: string }) {
  const job = useJob((store) => store.job);
  return (
    <div className={s['working']} aria-live="off">
      <Progress label={label} detail={job?.detail ?? ''} done={job?.done ?? null} />
      <Button onPress={stopPublicSets} isDisabled={job === null}>
        Cancel
      </Button>
    </div>
  );
}

function Failed({ title, error }: { title: string; error: unknown }) {
  return (
    <>
      <Trouble title={title} error={error} />
      <div className={s['after']}>
        <Button onPress={backToPublished}>Back</Button>
      </div>
    </>
  );
}
