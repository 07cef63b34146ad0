import { ManagedNote } from '../account/ManagedNote.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useSaveSettings, useSettings } from './settings-query.ts';
import { LearnPicks } from '../picks/LearnPicks.tsx';
import { ForgetRecent } from '../recent/ForgetRecent.tsx';
import { SystemsFirst } from './SystemsFirst.tsx';
import s from './SettingsScreen.module.css';

const themes = [
  { value: 'system', name: 'As the system', note: 'Follows the light or dark setting of this computer.' },
  { value: 'light', name: 'Light', note: '' },
  { value: 'dark', name: 'Dark', note: '' },
] as const;

const densities = [
  { value: 'normal', name: 'Normal', note: 'Rows of the results list are 36 pixels high.' },
  { value: 'dense', name: 'Dense', note: 'Rows are 30 pixels high: a fifth more of them fit.' },
] as const;

export function SettingsScreen() {
  const { data, error, refetch } = useSettings();
  const save = useSaveSettings();
  return (
    <Screen title="Settings">
      <ManagedNote />
      {error ? (
        <Trouble title="The settings could not be read" error={error} onRetry={() => void refetch()} />
      ) : null}
      {save.error ? <Trouble title="The setting was not kept" error={save.error} /> : null}
      {data ? (
        <div className={s['groups']}>
          <Choice
            label="Theme"
            value={data.theme}
            options={themes}
            onChange={(theme) => save.mutate({ theme })}
          />
          <Choice
            label="Density"
            value={data.density}
            options={densities}
            onChange={(density) => save.mutate({ density })}
          />
          <SystemsFirst systems={data.systems} onChange={(systems) => save.mutate({ systems })} />
          <LearnPicks isOn={data.learnPicks} onChange={(learnPicks) => save.mutate({ learnPicks })} />
          <ForgetRecent />
        </div>
      ) : null}
    </Screen>
  );
}
