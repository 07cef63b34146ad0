import { useAppInfo } from '../../app/platform.ts';
import { Screen, ScreenPart } from '../../ui/Screen.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useLibrary } from '../library/library-status.ts';
import { DataSources } from './DataSources.tsx';
import s from './AboutScreen.module.css';

/** Name, version, whose data this is, and the licence. */
export function AboutScreen() {
  const { data, error, refetch } = useAppInfo();
  const { lines } = useLibrary();
  return (
    <Screen title={data?.name ?? 'Case2Code Desktop'}>
      {error ? (
        <Trouble
          title="The program’s details could not be read"
          error={error}
          onRetry={() => void refetch()}
        />
      ) : null}
      {data ? (
        <dl className={s['facts']}>
          <dt>Version</dt>
          <dd>{data.version}</dd>
          <dt>Runs on</dt>
          <dd>{data.runtime}</dd>
        </dl>
      ) : null}
      <ScreenPart title="Data sources and notices">
        <DataSources lines={lines} />
      </ScreenPart>
      {data ? (
        <ScreenPart title="Licence of the program">
          <pre className={s['licence']}>{data.licences}</pre>
        </ScreenPart>
      ) : null}
    </Screen>
  );
}
