import type { FoundPack, InstalledPack } from '../../../electron/contract/import.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { listed } from './import-words.ts';
import { installedTitle, isWhole, packTitle } from './pack-words.ts';
import { useChooseFiles, useLeaveImport } from './use-offers.ts';
import s from './PacksPart.module.css';

interface InstalledPartProps {
  packs: readonly FoundPack[];
  results: readonly InstalledPack[];
}

/** What has become of the packs: which answer now, which did not and why. */
export function InstalledPart({ packs, results }: InstalledPartProps) {
  const choose = useChooseFiles();
  const leave = useLeaveImport();
  const titleOf = (id: string): string => {
    const pack = packs.find((one) => one.id === id);
    return pack ? packTitle(pack) : id;
  };
  const named = (outcome: InstalledPack['outcome']): string =>
    listed(results.filter((one) => one.outcome === outcome).map(({ id }) => titleOf(id)));
  const [installed, unchanged, untouched] = [named('installed'), named('unchanged'), named('untouched')];
  return (
    <>
      <Notice
        kind={isWhole(results) ? 'info' : 'caution'}
        title={installedTitle(results)}
        live
        actions={
          <>
            <Button kind="primary" onPress={leave}>
              Done
            </Button>
            <Button onPress={() => choose('files')}>Choose other files…</Button>
          </>
        }
      >
        {installed === '' ? null : <p>Answers now: {installed}. “Roll back” in the library undoes it.</p>}
        {unchanged === '' ? null : <p>Installed already: {unchanged}.</p>}
        {untouched === '' ? null : <p>As before: {untouched}.</p>}
      </Notice>
      <ul className={s['packs']}>
        {results.flatMap(({ id, problem }) =>
          problem ? (
            <li key={id} className={s['pack']}>
              <h2 className={s['title']}>{titleOf(id)}</h2>
              <p>{problem.message}</p>
              <p className={s['file']}>Problem {problem.id}</p>
            </li>
          ) : (
            []
          ),
        )}
      </ul>
    </>
  );
}
