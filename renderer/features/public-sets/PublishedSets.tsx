import { useState } from 'react';
import type { PublicFile, PublicListing, PublicSet } from '../../../electron/contract/public-sets.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckBox } from '../../ui/CheckBox.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { count, listed } from '../import/import-words.ts';
import { useJob } from '../library/job-store.ts';
import { useLibrary } from '../library/library-status.ts';
import { firstChoice, isHeld } from './published.ts';
import { getPublished, lookAtPublished } from './public-sets-store.ts';
import { SetList } from './SetList.tsx';
import screen from './PublicSetsScreen.module.css';
import s from './PublishedSets.module.css';

interface PublishedSetsProps {
  sets: readonly PublicSet[];
  listings: readonly PublicListing[];
}

/** What the publishers offer now; what is recommended and not held is chosen to begin with. */
export function PublishedSets({ sets, listings }: PublishedSetsProps) {
  const { lines } = useLibrary();
  const isBusy = useJob(({ job }) => job !== null);
  const [chosen, setChosen] = useState(() => firstChoice(listings, sets, lines));
  const choose = (address: string, isOn: boolean) => {
    const next = new Set(chosen);
    if (isOn) next.add(address);
    else next.delete(address);
    setChosen(next);
  };
  return (
    <>
      <p className={screen['about']} role="status">
        {chosen.size === 0
          ? 'Nothing is chosen: every edition that is recommended is held already. Others can be chosen below.'
          : 'Chosen are the editions in force today or published ahead that are not held yet. Downloads are looked at before anything is imported.'}
      </p>
      <div className={screen['buttons']}>
        <Button
          kind="primary"
          onPress={() => getPublished([...chosen])}
          isDisabled={isBusy || chosen.size === 0}
        >
          {chosen.size === 0 ? 'Download' : `Download ${count(chosen.size, 'file')}`}
        </Button>
        <Button onPress={lookAtPublished} isDisabled={isBusy}>
          Look again
        </Button>
      </div>
      <SharedProblem sets={sets} listings={listings} />
      <SetList sets={sets}>
        {(set) => {
          const listing = listings.find(({ source }) => source === set.id);
          return listing ? <Offered set={set} listing={listing} chosen={chosen} onChoose={choose} /> : null;
        }}
      </SetList>
    </>
  );
}

/** A network that is down is one problem, however many sets could not be looked for. */
function SharedProblem({ sets, listings }: PublishedSetsProps) {
  const problem = listings.find((one) => one.problem?.code === 'network-down')?.problem;
  if (!problem) return null;
  const titles = sets.filter(({ id }) =>
    listings.some(({ source, problem: own }) => source === id && own?.code === 'network-down'),
  );
  return (
    <div className={s['shared']}>
      <Notice kind="stop" title="The network is down" live>
        <p>{problem.message}</p>
        <p className={s['id']}>
          Not looked for: {listed(titles.map(({ title }) => title))} · Problem {problem.id}
        </p>
      </Notice>
    </div>
  );
}

interface OfferedProps {
  set: PublicSet;
  listing: PublicListing;
  chosen: ReadonlySet<string>;
  onChoose: (address: string, isOn: boolean) => void;
}

function Offered({ set, listing: { files, problem }, chosen, onChoose }: OfferedProps) {
  const { lines } = useLibrary();
  if (problem?.code === 'network-down') return null;
  if (problem) {
    return (
      <Notice kind="caution">
        <p>{problem.message}</p>
        <p className={s['id']}>Problem {problem.id}</p>
      </Notice>
    );
  }
  const choices = (shown: readonly PublicFile[]) => (
    <div className={s['files']}>
      {shown.map((file) => (
        <Choice
          key={file.address}
          file={file}
          isHeld={isHeld(file, set, lines)}
          isChosen={chosen.has(file.address)}
          onChoose={(isOn) => onChoose(file.address, isOn)}
        />
      ))}
    </div>
  );
  const others = files.filter(({ recommended }) => !recommended);
  return (
    <>
      {choices(files.filter(({ recommended }) => recommended))}
      {others.length === 0 ? null : (
        <details className={s['others']}>
          <summary>{count(others.length, 'other file')}: earlier editions and corrections</summary>
          {choices(others)}
        </details>
      )}
    </>
  );
}

interface ChoiceProps {
  file: PublicFile;
  isHeld: boolean;
  isChosen: boolean;
  onChoose: (isOn: boolean) => void;
}

function Choice({ file, isHeld: held, isChosen, onChoose }: ChoiceProps) {
  return (
    <CheckBox
      label={file.title}
      note={`${file.begins === null ? 'its edition shows when it is read' : `from ${file.begins}`}${held ? ' · held already' : ''} · ${new URL(file.address).host}`}
      isSelected={isChosen}
      onChange={onChoose}
    />
  );
}
