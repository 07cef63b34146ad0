import type { PlannedLine } from '../../../electron/contract/import.ts';
import { ScreenPart } from '../../ui/Screen.tsx';
import { lineNames } from '../library/line-words.ts';
import { standingWords } from './import-words.ts';
import { ReleaseRow } from './ReleaseRow.tsx';
import s from './Releases.module.css';

/** What was recognised, line by line. */
export function PlannedLines({ lines }: { lines: readonly PlannedLine[] }) {
  return lines.map((line) => (
    <ScreenPart key={line.line} title={lineNames[line.line]}>
      <p className={s['standing']}>{standingWords(line)}</p>
      <ul className={s['releases']}>
        {line.releases.map((release, place) => (
          <ReleaseRow
            key={`${release.dataset} ${release.edition.name}`}
            release={release}
            isFirst={line.releases[place - 1]?.dataset !== release.dataset}
          />
        ))}
      </ul>
    </ScreenPart>
  ));
}
