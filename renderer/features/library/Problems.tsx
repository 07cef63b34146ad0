import type { LineProblem } from '../../../electron/contract/library.ts';
import { Notice } from '../../ui/Notice.tsx';
import { lineNames } from './line-words.ts';
import s from './Problems.module.css';

/** What could not be opened, in the words of the part that tried; what befell several files is said once. */
export function Problems({ problems }: { problems: readonly LineProblem[] }) {
  const byMessage = new Map<string, LineProblem[]>();
  for (const problem of problems)
    byMessage.set(problem.message, [...(byMessage.get(problem.message) ?? []), problem]);
  return (
    <ul className={s['problems']}>
      {[...byMessage].map(([message, same]) => (
        <li key={message}>
          <Notice kind="stop" title={[...new Set(same.map(nameOf))].join(', ')}>
            <p>{message}</p>
            {same.map(({ file, id }) => (
              <p key={id} className={s['file']}>
                {file} · problem {id}
              </p>
            ))}
          </Notice>
        </li>
      ))}
    </ul>
  );
}

function nameOf({ line, file }: LineProblem): string {
  return line === null ? file : lineNames[line];
}
