import type { Account } from '../../../electron/contract/account.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useAct } from './account-query.ts';
import { EnterKey } from './EnterKey.tsx';
import s from './Account.module.css';

/** What there is to know or to do now: the state where it is not simply good, warnings, files that were not taken. */
export function LicenceNotices({ account }: { account: Account }) {
  const { licence, isForeign, mayConfirmClock } = account;
  const confirm = useAct('licence.confirmClock');
  const isGood = licence.validity === 'active' || licence.validity === 'none';
  const needsKey = licence.refused.some(({ fault }) => fault === 'needs-key' || fault === 'wrong-key');
  return (
    <div className={s['notices']}>
      {isGood ? null : (
        <Notice kind={licence.validity === 'grace' ? 'caution' : 'stop'} title={licence.sentence}>
          <p>{licence.next}</p>
        </Notice>
      )}
      {licence.warnings.map(({ kind, sentence, next }) => (
        <Notice
          key={kind}
          kind="caution"
          title={sentence}
          {...(kind === 'clock-rolled-back' && mayConfirmClock
            ? {
                actions: (
                  <Button onPress={() => confirm.begin(null)} isDisabled={confirm.isBusy}>
                    Date and time are right now
                  </Button>
                ),
              }
            : {})}
        >
          <p>{next}</p>
        </Notice>
      ))}
      {confirm.error ? <Trouble title="That could not be kept" error={confirm.error} /> : null}
      {isForeign ? (
        <Notice kind="caution" title="This data folder comes from another computer or account">
          <p>
            Its licence keys were sealed there and do not open here, which is what they are sealed for.
            Activate this computer, or move the licence from the other one first.
          </p>
        </Notice>
      ) : null}
      {licence.refused.map(({ file, sentence, next }) => (
        <Notice key={file} kind="caution" title={`${file} is not used`}>
          <p>
            {sentence} {next}
          </p>
        </Notice>
      ))}
      {needsKey ? <EnterKey /> : null}
    </div>
  );
}
