import type { Obtained, PublicDownload } from '../../../electron/contract/public-sets.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { count } from '../import/import-words.ts';
import { useLookAt } from '../import/use-offers.ts';
import { printBytes } from '../library/line-words.ts';
import { backToPublished, getPublished } from './public-sets-store.ts';
import s from './Arrived.module.css';

/** What became of each file, with its hash, and the way to import what is here. */
export function Arrived({ download: { files, offer } }: { download: PublicDownload }) {
  const look = useLookAt();
  const here = files.filter(({ outcome }) => outcome !== 'failed');
  const failed = files.filter((one) => one.outcome === 'failed');
  // A network or a disk that fails stops them all: said once.
  const [first] = failed;
  const shared =
    failed.length > 1 && failed.every(({ problem }) => problem.message === first?.problem.message);
  return (
    <>
      <Notice
        kind={failed.length === 0 ? 'info' : 'caution'}
        title={
          failed.length === 0
            ? `${count(here.length, 'file')} ${here.length === 1 ? 'is' : 'are'} here`
            : `${here.length} of ${count(files.length, 'file')} ${here.length === 1 ? 'is' : 'are'} here`
        }
        live
        actions={
          <>
            {offer === null ? null : (
              <Button kind="primary" onPress={() => look(offer)}>
                Import {count(here.length, 'file')}…
              </Button>
            )}
            {failed.length === 0 ? null : (
              <Button
                kind={offer === null ? 'primary' : 'plain'}
                onPress={() => getPublished(files.map(({ file }) => file.address))}
              >
                Try again
              </Button>
            )}
            <Button onPress={backToPublished}>Back to the list</Button>
          </>
        }
      >
        {shared && first ? <p className={s['shared']}>{first.problem.message}</p> : null}
        <p>
          {offer === null
            ? 'The library is as it was.'
            : 'Nothing has been imported yet: you see first what they are. They are kept, so that the next download asks only for what is new.'}
        </p>
      </Notice>
      <ul className={s['files']} aria-label="Files downloaded">
        {files.map((one) => (
          <li key={one.file.address} className={s['file']}>
            <File one={one} isSaid={shared} />
          </li>
        ))}
      </ul>
    </>
  );
}

function File({ one, isSaid }: { one: Obtained; isSaid: boolean }) {
  if (one.outcome === 'failed') {
    return (
      <>
        <p className={s['name']}>{one.file.title}</p>
        <p className={s['failed']}>{isSaid ? 'Not downloaded.' : one.problem.message}</p>
        <p className={s['id']}>Problem {one.problem.id}</p>
      </>
    );
  }
  return (
    <>
      <p className={s['name']}>{one.name}</p>
      <p className={s['facts']}>
        {printBytes(one.bytes)} from {new URL(one.file.address).host} ·{' '}
        {one.outcome === 'same'
          ? `unchanged since it was fetched on ${one.fetched.slice(0, 10)}`
          : 'fetched now'}
      </p>
      <p className={s['hash']}>
        <span>SHA-256</span> {one.sha256}
      </p>
    </>
  );
}
