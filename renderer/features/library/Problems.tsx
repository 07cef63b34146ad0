import type { LineProblem } from '../../../electron/contract/library.ts';
import { Notice } from '../../ui/Notice.tsx';
import { lineNames } from './line-words.ts';
import s from './Problems.module.css';

/** Each file that could not be opened, in the words of the part that tried. */
export function Problems({ problems }: { problems: readonly LineProblem[] }) {
  return (
    <ul className={s['problems']}>
      {problems.map((problem) => (
        <li key={problem.id}>
          <Notice kind="stop" title={problem.line === null ? problem.file : lineNames[problem.line]}>
            <p>{problem.message}</p>
            <p className={s['file']}>
              {problem.file} · problem {problem.id}
            </p>
          </Notice>
        </li>
      ))}
    </ul>
  );
}
