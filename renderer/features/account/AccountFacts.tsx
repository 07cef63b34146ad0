import type { Account } from '../../../electron/contract/account.ts';
import type { Standing } from '../../../electron/contract/grants.ts';
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
    ['AMA licence of', standing?.rights[0] ? rightsOf(standing.rights[0]) : null],
    ['Notices accepted', standing && standing.accepted.length > 0 ? acceptedOf(standing.accepted) : null],
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

/** "North Clinic, for 12 people, recorded 2026-11-26" */
function rightsOf({ holder, users, on }: Standing['rights'][number]): string {
  return `${holder}, for ${users.toLocaleString('en-US')} ${users === 1 ? 'person' : 'people'}, recorded ${on}`;
}

/** "cpt (3f2a…) on 2026-11-26", the newest of each. */
function acceptedOf(accepted: Standing['accepted']): string {
  const newest = new Map(accepted.map((one) => [one.id, one]));
  return [...newest.values()].map(({ id, version, on }) => `${id} ${version} on ${on}`).join(', ');
}

function peopleOf({ named, seats }: { named: number; seats: number | null }): string {
  return seats === null ? String(named) : `${named} of ${seats}`;
}
