import { Link } from '@tanstack/react-router';
import type { ImportedLine, ImportedRelease, ImportSummary } from '../../../electron/contract/import.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ScreenPart } from '../../ui/Screen.tsx';
import { useLibrary } from '../library/library-status.ts';
import { lineNames, printBytes } from '../library/line-words.ts';
import { count, summarySentence, summaryTitle } from './import-words.ts';
import { NotUsed } from './NotUsed.tsx';
import { ReleaseRow } from './ReleaseRow.tsx';
import { useChooseFiles, useLeaveImport } from './use-offers.ts';
import s from './SummaryPart.module.css';

/** What became of the import: per release what was read, kept, left out and rejected, and where it went. */
export function SummaryPart({ summary }: { summary: ImportSummary }) {
  const choose = useChooseFiles();
  const leave = useLeaveImport();
  const { cancelled, lines, passed } = summary;
  const isWhole = !cancelled && lines.every(({ outcome }) => outcome !== 'failed');
  return (
    <>
      <Notice
        kind={isWhole ? 'info' : 'caution'}
        title={summaryTitle(summary)}
        live
        actions={
          <>
            <Button kind="primary" onPress={leave}>
              Done
            </Button>
            <Button onPress={() => choose('files')}>Import more files…</Button>
          </>
        }
      >
        <p>{summarySentence(summary)}</p>
      </Notice>
      {lines.map((line) => (
        <LinePart key={line.line} line={line} />
      ))}
      <NotUsed passed={passed} />
    </>
  );
}

function LinePart({ line }: { line: ImportedLine }) {
  const { lines: held } = useLibrary();
  const isComparable = held.some((one) => one.line === line.line && one.comparable);
  return (
    <ScreenPart title={lineNames[line.line]}>
      <p className={s['words']}>
        {line.outcome === 'finished'
          ? `Answers now: ${line.codes === 0 ? '' : `${count(line.codes, 'code')}, `}${printBytes(line.bytes)}.`
          : line.outcome === 'unchanged'
            ? 'No change: all of it was held already.'
            : line.outcome === 'untouched'
              ? 'Not imported: cancelled before it was finished. The line is as it was.'
              : 'Not imported. The line is as it was.'}
        {line.outcome === 'finished' && isComparable ? (
          <>
            {' '}
            <Link to="/library/changes/$line" params={{ line: line.line }}>
              What’s new
            </Link>
          </>
        ) : null}
      </p>
      {line.outcome === 'failed' ? (
        <Notice kind="stop" live>
          <p>{line.error.message}</p>
          <p className={s['id']}>Problem {line.error.id}</p>
        </Notice>
      ) : null}
      <ul>
        {line.releases.map((release, place) => (
          <ReleaseRow
            key={`${release.dataset} ${release.edition.name}`}
            release={release}
            isFirst={line.releases[place - 1]?.dataset !== release.dataset}
          >
            {'read' in release && release.outcome !== 'same' ? <Counts release={release} /> : null}
          </ReleaseRow>
        ))}
      </ul>
    </ScreenPart>
  );
}

function Counts({ release: { read, kept, leftOut, rejected, rejects } }: { release: ImportedRelease }) {
  return (
    <div className={s['counts']}>
      <p>
        {read === kept
          ? read === 0
            ? 'No records'
            : `${count(read, 'record')}, all kept`
          : `${count(read, 'record')} read, ${kept.toLocaleString('en-US')} kept`}
      </p>
      {leftOut.map(({ reason, count: number }) => (
        <p key={reason}>
          {number.toLocaleString('en-US')} left out · {reason}
        </p>
      ))}
      {rejected === 0 ? null : (
        <details>
          <summary className={s['rejected']}>
            {rejected.toLocaleString('en-US')} rejected · see the file’s lines
          </summary>
          <ol className={s['rejects']}>
            {rejects.map(({ line, reason }) => (
              <li key={line}>
                line {line.toLocaleString('en-US')}: {reason}
              </li>
            ))}
            {rejected > rejects.length ? (
              <li>and {(rejected - rejects.length).toLocaleString('en-US')} more</li>
            ) : null}
          </ol>
        </details>
      )}
    </div>
  );
}
