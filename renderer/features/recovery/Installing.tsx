import { Progress } from '../../ui/Progress.tsx';
import { useJob } from '../library/job-store.ts';
import { Bare } from './Bare.tsx';
import s from './Installing.module.css';

/** First run: the set that came with the program is written and encrypted for this computer. */
export function Installing() {
  const job = useJob((state) => state.job);
  return (
    <Bare title="Installing the starter set…">
      <Progress label={job?.title ?? 'Starter set'} detail={job?.detail ?? ''} done={job?.done ?? null} />
      <p className={s['words']}>
        The codes that came with the program are encrypted for this computer. Nothing is downloaded. This
        happens once.
      </p>
    </Bare>
  );
}
