import type { CodeChange } from '../../../electron/contract/changes.ts';
import { cx } from '../../ui/cx.ts';
import { CodeLink } from '../code-page/CodeLink.tsx';
import type { Run } from './changed-words.ts';
import { changedWords } from './changed-words.ts';
import { kinds } from './kind-words.ts';
import s from './ChangeRow.module.css';

/** One change: the code, what happened to it, and the text of both editions where it changed. */
export function ChangeRow({ change }: { change: CodeChange }) {
  const { system, code, kind } = change;
  const { word, Icon } = kinds[kind];
  return (
    <li className={s['row']}>
      <CodeLink system={system} code={code} className={s['code']} />
      <div className={s['text']}>
        <Texts change={change} />
      </div>
      <span className={cx(s['kind'], s[kind])}>
        <Icon size={13} aria-hidden="true" />
        {word}
      </span>
    </li>
  );
}

function Texts({ change: { before, after } }: { change: CodeChange }) {
  if (before === null || after === null || before === after) return <p>{after ?? before}</p>;
  const runs = changedWords(before, after);
  return (
    <>
      <p className={s['before']}>
        <span className={s['when']}>was</span> <Marked runs={runs.before} />
      </p>
      <p>
        <span className={s['when']}>now</span> <Marked runs={runs.after} />
      </p>
    </>
  );
}

function Marked({ runs }: { runs: readonly Run[] }) {
  return runs.map(({ text, isChanged }, index) =>
    isChanged ? (
      <mark key={index} className={s['changed']}>
        {text}
      </mark>
    ) : (
      <span key={index}>{text}</span>
    ),
  );
}
