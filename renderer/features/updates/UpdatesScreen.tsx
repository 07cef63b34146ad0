import { BridgeError } from '../../lib/bridge.ts';
import { Screen, ScreenPart } from '../../ui/Screen.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { Offers } from './Offers.tsx';
import { UpdateSettingsPart } from './UpdateSettingsPart.tsx';
import { useRefusal, useUpdateActions, useUpdates } from './updates-query.ts';
import s from './UpdatesScreen.module.css';

/** Whether updates of the code sets are looked for, where, and what was found. */
export function UpdatesScreen() {
  const { data, error, refetch } = useUpdates();
  const refusal = useRefusal((store) => store.error);
  const { check } = useUpdateActions();
  return (
    <Screen title="Updates of code sets">
      {error || refusal || (data?.problem && data.activity === 'none') ? (
        <div className={s['troubles']}>
          {error ? (
            <Trouble
              title="What is known of updates could not be read"
              error={error}
              onRetry={() => void refetch()}
            />
          ) : null}
          {refusal ? <Trouble title="Not done" error={refusal} /> : null}
          {data?.problem && data.activity === 'none' ? (
            <Trouble
              title="The last update did not succeed"
              error={new BridgeError(data.problem)}
              onRetry={check}
            />
          ) : null}
        </div>
      ) : null}
      {data ? (
        <>
          <Offers state={data} />
          <ScreenPart title="What this program may do">
            <UpdateSettingsPart state={data} />
          </ScreenPart>
        </>
      ) : error ? null : (
        <Skeleton widths={[58, 34, 46]} />
      )}
    </Screen>
  );
}
