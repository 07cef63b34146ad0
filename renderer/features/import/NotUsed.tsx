import type { Passed, PassedFile } from '../../../electron/contract/import.ts';
import { ScreenPart } from '../../ui/Screen.tsx';
import { count } from './import-words.ts';
import s from './NotUsed.module.css';

/** Files that are not used and why: those a user should hear of, the rest folded. */
export function NotUsed({ passed: { notable, notableCount, others, otherCount } }: { passed: Passed }) {
  if (notableCount + otherCount === 0) return null;
  return (
    <ScreenPart title="Not used">
      <Files files={notable} total={notableCount} />
      {otherCount === 0 ? null : (
        <details className={s['others']}>
          <summary>
            {count(otherCount, notableCount === 0 ? 'file' : 'other file')} of no format this version reads
          </summary>
          <Files files={others} total={otherCount} />
        </details>
      )}
    </ScreenPart>
  );
}

function Files({ files, total }: { files: readonly PassedFile[]; total: number }) {
  return (
    <>
      <ul className={s['files']}>
        {files.map(({ name, source, reason }, index) => (
          <li key={index} className={s['file']}>
            <span className={s['name']}>
              {name}
              {source === name ? '' : ` in ${source}`}
            </span>
            <span className={s['reason']}>{asSentence(reason)}</span>
          </li>
        ))}
      </ul>
      {total > files.length ? (
        <p className={s['more']}>and {(total - files.length).toLocaleString('en-US')} more</p>
      ) : null}
    </>
  );
}

/** Reasons are half sentences or whole messages. */
function asSentence(reason: string): string {
  const begun = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}`;
  // A message that begins with a file's name is left as it is.
  const text = /^\S*[./\\]/.test(reason) ? reason : begun;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
