import type { Job } from '../../../electron/contract/library.ts';
import { ask } from '../../lib/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';
import s from './JobProgress.module.css';

/** How far long work is, and a way to stop it. */
export function JobProgress({ job }: { job: Job }) {
  return (
    <div className={s['job']}>
      <Progress label={job.title} detail={job.detail} done={job.done} />
      <Button onPress={() => void ask('library.cancel', { job: job.id })}>Cancel</Button>
    </div>
  );
}
