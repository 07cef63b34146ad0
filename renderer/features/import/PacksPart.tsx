import type { FoundPack } from '../../../electron/contract/import.ts';
import type { PackPreview } from '../../../electron/contract/pack.ts';
import { heldRange } from '../../lib/dates.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { datasetNames } from '../library/dataset-words.ts';
import { printBytes } from '../library/line-words.ts';
import { startInstall } from './import-store.ts';
import { count } from './import-words.ts';
import { isInstallable, packEffect, packKind, packLock, packTitle } from './pack-words.ts';
import { useLeaveImport } from './use-offers.ts';
import s from './PacksPart.module.css';

/** The packs among the files offered: what each is, who signed it, what it would do. Nothing has been changed yet. */
export function PacksPart({ packs, isAlone }: { packs: readonly FoundPack[]; isAlone: boolean }) {
  const leave = useLeaveImport();
  const ready = packs.filter(isInstallable);
  return (
    <section aria-label="Packs">
      <p className={s['sentence']} role="status">
        {count(packs.length, 'pack')} found,{' '}
        {ready.length === 0 ? 'none' : ready.length.toLocaleString('en-US')} can be installed. Nothing has
        been changed yet.
      </p>
      <div className={s['buttons']}>
        {ready.length > 1 ? (
          <Button kind="primary" onPress={() => startInstall(ready.map(({ id }) => id))}>
            Install all {ready.length.toLocaleString('en-US')}
          </Button>
        ) : null}
        {isAlone ? <Button onPress={leave}>{ready.length === 0 ? 'Done' : 'Do not install'}</Button> : null}
      </div>
      <ul className={s['packs']}>
        {packs.map((pack) => (
          <OnePack key={pack.id} pack={pack} isOnly={ready.length === 1} />
        ))}
      </ul>
    </section>
  );
}

function OnePack({ pack, isOnly }: { pack: FoundPack; isOnly: boolean }) {
  const { id, name, source, preview, problem } = pack;
  const title = packTitle(pack);
  return (
    <li className={s['pack']}>
      <div className={s['head']}>
        <h2 className={s['title']}>{title}</h2>
        {isInstallable(pack) ? (
          <Button
            kind={isOnly ? 'primary' : 'plain'}
            onPress={() => startInstall([id])}
            label={`Install ${title}`}
          >
            Install
          </Button>
        ) : null}
      </div>
      <p className={s['file']}>{source === '' ? name : `${name} in ${source}`}</p>
      {preview ? <Facts preview={preview} /> : null}
      {[...(preview?.problems ?? []), ...(problem ? [problem] : [])].map((one) => (
        <Notice
          key={one.id}
          kind={one.code === 'pack-locked' ? 'locked' : 'stop'}
          title="Cannot be installed"
          live
        >
          <p>{one.message}</p>
        </Notice>
      ))}
    </li>
  );
}

function Facts({ preview }: { preview: PackPreview }) {
  const { created, serial, signedBy, size, sets } = preview;
  const notices = [
    ...new Set(sets.flatMap((set) => [...set.sources.map(({ notice }) => notice), ...set.notices])),
  ];
  const lock = packLock(preview);
  return (
    <>
      <dl className={s['facts']}>
        <dt>What it is</dt>
        <dd>
          {packKind(preview)}, {printBytes(size)}
        </dd>
        <dt>Signed</dt>
        <dd>
          by the vendor’s key {signedBy} on {created}, number {serial}
        </dd>
        <dt>Holds</dt>
        <dd>
          {sets.flatMap(({ releases }) =>
            releases.map(({ dataset, edition, rows }) => (
              <p key={`${dataset} ${edition.name}`}>
                {datasetNames[dataset]}: {edition.name}, {heldRange(edition.begins, edition.ends)},{' '}
                {count(rows, 'record')}
              </p>
            )),
          )}
        </dd>
        <dt>What it does</dt>
        <dd>{packEffect(preview)}</dd>
        {lock === null ? null : (
          <>
            <dt>Licence</dt>
            <dd>{lock}</dd>
          </>
        )}
      </dl>
      <details className={s['notices']}>
        <summary>Sources and notices</summary>
        {notices.map((notice) => (
          <p key={notice}>{notice}</p>
        ))}
      </details>
    </>
  );
}
