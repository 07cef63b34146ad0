import type { Account } from '../../../electron/contract/account.ts';
import { useStanding } from '../grants/standing-query.ts';
import { entitlementWord, shortFingerprint, tiersWords, tierWord } from './tier-words.ts';
import s from './Account.module.css';

/** Who is licensed for what, until when, on which computer. */
export function AccountFacts({ account }: { account: Account }) {
  const { licence, computer, person, email } = account;
  const standing = useStanding();
  const isNone = licence.validity === 'none';
  const facts: [string, string | null][] = [
    ['Licence', licence.name],
    ['Opens', licence.entitlements.length > 0 ? licence.entitlements.map(entitlementWord).join(', ') : null],
    ['Ends', licence.expires],
    ['Grace until', licence.graceEnds],
    ['Named people', licence.people && peopleOf(licence.people)],
    ['Signed in as', email],
    ['Your account here', person],
    ['This computer', computer && `${computer.name}, ${shortFingerprint(computer.fingerprint)}`],
    ['Licence number', licence.licence],
  ];
  return (
    <div className={s['state']}>
      <p className={s['tier']} data-tier={licence.tier}>
        {tierWord(licence)}
      </p>
      <div>
        {isNone || licence.validity === 'active' ? <p className={s['sentence']}>{licence.sentence}</p> : null}
        {isNone ? (
          <p className={s['muted']}>
            {standing ? tiersWords(standing.allowance) : ''} Opening a page again costs nothing, and public
            code sets are always free.
          </p>
        ) : null}
        <dl className={s['facts']}>
          {facts.map(([name, value]) =>
            value === null ? null : (
              <div key={name} className={s['fact']}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
          )}
        </dl>
      </div>
    </div>
  );
}

function peopleOf({ named, seats }: { named: number; seats: number | null }): string {
  return seats === null ? String(named) : `${named} of ${seats}`;
}
