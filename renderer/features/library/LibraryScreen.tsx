import { ImportButtons } from '../import/ImportButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen, ScreenPart } from '../../ui/Screen.tsx';
import { Digests } from '../recent/Digests.tsx';
import { DiskPart } from './DiskPart.tsx';
import { LibraryActions } from './LibraryActions.tsx';
import { useLibrary } from './library-status.ts';
import { LineEntry } from './LineEntry.tsx';
import { Problems } from './Problems.tsx';
import { RemovedLines } from './RemovedLines.tsx';
import s from './LibraryScreen.module.css';

/** What is held, how old it is, what could not be opened, and how to change it. */
export function LibraryScreen() {
  const { lines, problems, kept, disk, keysIn, today } = useLibrary();
  const removed = kept.filter(({ line }) => lines.every((held) => held.line !== line));
  return (
    <Screen title="Library" width="wide">
      <p className={s['about']}>
        Each line is one encrypted file on this computer. Searches and pages are answered from these files and
        from nothing else.
      </p>
      <LibraryActions first={<ImportButtons />} />
      {keysIn === 'keyring' ? null : (
        <div className={s['keys']}>
          <Notice kind="caution" title="The system keyring is not available">
            The keys of the library are kept in a file that only this account can read. That is weaker: a copy
            of the file together with the library opens it. Unlock or install a keyring, then start the
            program again.
          </Notice>
        </div>
      )}
      {problems.length === 0 ? null : (
        <ScreenPart title="Files that could not be opened">
          <Problems problems={problems} />
        </ScreenPart>
      )}
      <Digests />
      <ScreenPart title="Lines held">
        <ul className={s['lines']}>
          {lines.map((line, place) => (
            <LineEntry
              key={line.line}
              line={line}
              kept={kept.find((one) => one.line === line.line)}
              today={today}
              isFirst={place === 0}
              isOnly={lines.length === 1}
            />
          ))}
        </ul>
      </ScreenPart>
      {removed.length === 0 ? null : (
        <ScreenPart title="Kept, but not in use">
          <RemovedLines kept={removed} />
        </ScreenPart>
      )}
      <DiskPart disk={disk} />
    </Screen>
  );
}
