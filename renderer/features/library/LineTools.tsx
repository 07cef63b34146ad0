import { useState } from 'react';
import type { Line } from '../../../electron/contract/codes.ts';
import type { KeptLine, VerifiedLine } from '../../../electron/contract/library.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { cx } from '../../ui/cx.ts';
import { Trouble } from '../../ui/Trouble.tsx';
import { JobProgress } from './JobProgress.tsx';
import { keptAction, keptName } from './kept-words.ts';
import { lineNames, printBytes } from './line-words.ts';
import { useLineJobs } from './use-line-jobs.ts';
import s from './LineTools.module.css';

interface LineToolsProps {
  line: Line;
  /** The file that can be gone back, or forward, to. */
  kept: KeptLine | undefined;
  /** False where nothing of the line answers: there is nothing to read then. */
  answers: boolean;
  /** The last line that answers cannot be removed. */
  canRemove: boolean;
}

/** What can be done with a line: back to the edition before or forward again, verify, remove. */
export function LineTools({ line, kept, answers, canRemove }: LineToolsProps) {
  const { job, isBusy, error, verified, verify, rollBack, remove } = useLineJobs(line);
  const [isAsking, setAsking] = useState(false);
  const name = lineNames[line];
  return (
    <div className={s['tools']}>
      <div className={cx(s['buttons'], !kept && s['quiet'])}>
        {kept ? (
          <Button onPress={rollBack} isDisabled={isBusy}>
            {keptAction(kept)}
          </Button>
        ) : null}
        {answers ? (
          <Button kind="quiet" onPress={verify} isDisabled={isBusy} label={`Verify ${name}`}>
            Verify
          </Button>
        ) : null}
        {canRemove ? (
          <Button kind="quiet" onPress={() => setAsking(true)} isDisabled={isBusy} label={`Remove ${name}`}>
            Remove…
          </Button>
        ) : null}
      </div>
      {job === null ? null : <JobProgress job={job} />}
      {verified === null ? null : <Verified verified={verified} />}
      {error === null ? null : <Trouble title="Nothing was changed" error={error} />}
      <Confirm
        title={`Remove ${name}?`}
        yes="Remove"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={remove}
      >
        <p>
          Searches and pages answer without it from then on. Its file stays on this computer, and “Bring back”
          undoes this.
        </p>
        {kept ? <p>What is kept of it now, {keptName(kept)}, is deleted at the next start.</p> : null}
      </Confirm>
    </div>
  );
}

function Verified({ verified: { bytes, problem } }: { verified: VerifiedLine }) {
  if (problem === null) {
    return (
      <p className={s['verified']} role="status">
        Whole: every page was read, {printBytes(bytes)}.
      </p>
    );
  }
  return (
    <Notice kind="stop" title="Damaged" live>
      <p>{problem.message}</p>
    </Notice>
  );
}
