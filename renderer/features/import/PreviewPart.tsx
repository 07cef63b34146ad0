import { useState } from 'react';
import type { Rights } from '../../../electron/contract/grants.ts';
import type { Offer, Preview } from '../../../electron/contract/import.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { lineNames } from '../library/line-words.ts';
import { startImport } from './import-store.ts';
import { count, listed, toImport } from './import-words.ts';
import { NotUsed } from './NotUsed.tsx';
import { PacksPart } from './PacksPart.tsx';
import { PlannedLines } from './PlannedLines.tsx';
import { RightsPart } from './RightsPart.tsx';
import { useChooseFiles, useLeaveImport } from './use-offers.ts';
import s from './PreviewPart.module.css';

/** What the files are and what importing them would do: nothing has been changed yet. */
export function PreviewPart({ offer, preview }: { offer: Offer; preview: Preview }) {
  const { lines, packs, passed } = preview;
  const { fresh, same } = toImport(lines);
  const leave = useLeaveImport();
  const [rights, setRights] = useState<Rights | null>(null);
  const needsRights = fresh > 0 && lines.some(({ line }) => line === 'cpt');
  const isAlone = lines.length === 0;
  if (isAlone && packs.length > 0) return <PacksPart packs={packs} isAlone />;
  if (isAlone) return <NothingUsable offer={offer} preview={preview} />;
  return (
    <>
      {packs.length === 0 ? null : <PacksPart packs={packs} isAlone={false} />}
      <p className={s['sentence']} role="status">
        {fresh === 0
          ? 'Everything in these files is held already: there is nothing to do.'
          : `${count(fresh, 'edition')} in ${offer.names.length === 1 ? (offer.names[0] ?? '') : count(offer.names.length, 'file')} can be imported${same === 0 ? '' : `, ${same.toLocaleString('en-US')} ${same === 1 ? 'is' : 'are'} held already`}. Nothing has been changed yet.`}
      </p>
      {needsRights ? <RightsPart onChange={setRights} /> : null}
      <div className={s['buttons']}>
        {fresh === 0 ? (
          <Button kind="primary" onPress={leave}>
            Done
          </Button>
        ) : (
          <>
            <Button
              kind="primary"
              isDisabled={needsRights && rights === null}
              onPress={() => {
                startImport(rights ?? undefined);
              }}
            >
              Import {count(fresh, 'edition')}
            </Button>
            <Button onPress={leave}>Do not import</Button>
          </>
        )}
      </div>
      <PlannedLines lines={lines} />
      <NotUsed passed={passed} />
    </>
  );
}

/** No file could be used: each with its reason, and what would be read. */
function NothingUsable({ offer, preview: { passed, formats } }: { offer: Offer; preview: Preview }) {
  const choose = useChooseFiles();
  const leave = useLeaveImport();
  const readable = [...new Set(formats.map(({ line }) => line))].map((line) => ({
    line,
    formats: formats.filter((one) => one.line === line).map(({ format }) => format),
  }));
  return (
    <>
      <Notice
        kind="caution"
        title="None of these files can be imported"
        live
        actions={
          <>
            <Button kind="primary" onPress={() => choose('files')}>
              Choose other files…
            </Button>
            <Button onPress={leave}>Done</Button>
          </>
        }
      >
        <p>
          {passed.notableCount > 0
            ? 'What is wrong with them is said below. '
            : `No format that this version reads was found in ${listed(offer.names.slice(0, 3).map((name) => `“${name}”`))}. `}
          The library is as it was.
        </p>
      </Notice>
      <NotUsed passed={passed} />
      <details className={s['formats']}>
        <summary>What this version reads</summary>
        <dl>
          {readable.map(({ line, formats: names }) => (
            <div key={line}>
              <dt>{lineNames[line]}</dt>
              <dd>{[...new Set(names)].join(', ')}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
