import type { UpdateOffer, UpdateState } from '../../../electron/contract/updates.ts';
import { heldRange } from '../../lib/dates.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { ask } from '../../lib/bridge.ts';
import { listed } from '../import/import-words.ts';
import { useJob } from '../library/job-store.ts';
import { lineNames, printBytes } from '../library/line-words.ts';
import { isReady, useUpdateActions } from './updates-query.ts';
import s from './Offers.module.css';

const working: Record<UpdateState['activity'], string> = {
  none: '',
  checking: 'Checking for updates',
  downloading: 'Downloading',
  installing: 'Installing',
};

/** What the feed has that is newer than what is held, and what can be done with it. */
export function Offers({ state }: { state: UpdateState }) {
  const { settings, activity, offers, checked, listed: list } = state;
  const { check, install } = useUpdateActions();
  const job = useJob((store) => store.job);
  if (!settings.enabled || settings.feed === null) {
    return (
      <p className={s['words']}>
        Updates are off: nothing is ever asked, and new editions come by files that you import. Switched on,
        the program looks at one address that you or your vendor choose, and at nothing else.
      </p>
    );
  }
  // What the user went back on, or never had, comes by a press of its own.
  const ready = offers.filter(isReady).filter((offer) => askWords(offer) === null);
  const isBusy = activity !== 'none' || job !== null;
  return (
    <>
      <p className={s['words']} role="status">
        {sentenceOf(offers)} {checked === null ? 'Not asked yet.' : `Last asked ${printTime(checked)}.`}
      </p>
      {activity === 'none' ? (
        <div className={s['buttons']}>
          {ready.length === 0 ? null : (
            <Button kind="primary" onPress={() => install(ready.map(({ line }) => line))} isDisabled={isBusy}>
              {ready.some(({ arrived }) => arrived > 0) ? 'Go on with the update' : 'Update now'}
            </Button>
          )}
          <Button kind={ready.length === 0 ? 'primary' : 'plain'} onPress={check} isDisabled={isBusy}>
            Check now
          </Button>
        </div>
      ) : (
        <div className={s['working']} aria-live="off">
          <Progress label={working[activity]} detail={job?.detail ?? ''} done={job?.done ?? null} />
          {job === null ? null : (
            <Button onPress={() => void ask('library.cancel', { job: job.id })}>Cancel</Button>
          )}
        </div>
      )}
      {list?.isOld && activity === 'none' ? (
        <div className={s['old']}>
          <Notice kind="caution" title="The feed’s list is old">
            It was made on {list.created}. By this computer’s date there should be newer editions of the code
            sets it lists; if the date is right, something may be missing here: the feed may not be kept any
            more, or a copy of it may be behind. Check now; if that changes nothing, ask whoever runs the
            feed.
          </Notice>
        </div>
      ) : null}
      {offers.length === 0 ? null : (
        <ul className={s['offers']} aria-label="Updates found">
          {offers.map((offer) => (
            <Offer key={offer.line} offer={offer} onInstall={isBusy ? null : () => install([offer.line])} />
          ))}
        </ul>
      )}
    </>
  );
}

function Offer({ offer, onInstall }: { offer: UpdateOffer; onInstall: (() => void) | null }) {
  const why = isReady(offer) ? askWords(offer) : null;
  const [edition] = offer.editions;
  return (
    <li className={s['offer']}>
      <div>
        <h2 className={s['line']}>{lineNames[offer.line]}</h2>
      </div>
      <div className={s['what']}>
        {edition ? (
          <p>
            <span className={s['edition']}>{edition.name}</span>{' '}
            <span className={s['note']}>{heldRange(edition.begins, edition.ends)}</span>
          </p>
        ) : null}
        <p className={s['note']}>{wordsOf(offer)}</p>
        {isReady(offer) && offer.drops.length > 0 ? (
          <p className={s['drops']}>
            It takes the place of {listed(offer.drops)}. The file that answers now is kept: Library goes back
            to it.
          </p>
        ) : null}
        {why === null ? null : (
          <>
            <p className={s['note']}>{why}</p>
            <Button
              onPress={() => onInstall?.()}
              isDisabled={onInstall === null}
              label={`Install ${edition?.name ?? lineNames[offer.line]}`}
            >
              Install
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

/** Why an update is not among those that come with the others; null where it is. */
function askWords({ waits }: Extract<UpdateOffer, { state: 'ready' }>): string | null {
  if (waits === 'not-held') return 'Your library holds nothing of this yet.';
  if (waits === 'not-open') return 'What your library holds of this does not open; it is kept.';
  if (waits === 'rolled-back') return 'You went back from an edition of this: nothing comes unless you ask.';
  if (waits === 'removed') return 'You removed this from your library: it comes back only if you ask.';
  return null;
}

function wordsOf(offer: UpdateOffer): string {
  if (offer.state === 'needs-app') return `Needs version ${offer.minimumApp} of this program.`;
  if (offer.state === 'needs-licence') return 'Needs a licence for this content.';
  const { bytes, arrived, isDelta } = offer;
  const size = `${printBytes(bytes)} to download${isDelta ? ', only what changed' : ''}`;
  return arrived > 0 ? `${size}; ${printBytes(arrived)} of it is here.` : `${size}.`;
}

function sentenceOf(offers: readonly UpdateOffer[]): string {
  const ready = offers.filter(isReady).length;
  if (ready > 0) return ready === 1 ? 'One update is ready.' : `${ready} updates are ready.`;
  return offers.length > 0
    ? 'There are newer editions, but not for this installation yet.'
    : 'Nothing newer is known than what the library holds.';
}

/** In this computer's own time: "2026-11-22 at 09:15". */
function printTime(utc: string): string {
  const time = new Date(utc);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} at ${two(time.getHours())}:${two(time.getMinutes())}`;
}
