import type { Account } from '../../../electron/contract/account.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ScreenPart } from '../../ui/Screen.tsx';
import s from './Account.module.css';

/** What an administrator set for this computer, where it was set, and what is wrong with it. */
export function Managed({ managed }: { managed: NonNullable<Account['managed']> }) {
  const { organization, settings, problems } = managed;
  return (
    <ScreenPart title={organization === null ? 'Managed by your organization' : `Managed by ${organization}`}>
      {settings.length === 0 ? null : (
        <dl className={s['facts']}>
          {settings.map(({ field, name, value, from }) => (
            <div key={field} className={s['fact']}>
              <dt>{name}</dt>
              <dd>
                {value}
                <span className={s['from']}>{from}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div className={s['problems']}>
        {problems.map(({ from, field, message }) => (
          <Notice key={`${from} ${field}`} kind="caution" title={field === '' ? from : `${field} in ${from}`}>
            <p>{message} Tell your administrator.</p>
          </Notice>
        ))}
      </div>
    </ScreenPart>
  );
}
