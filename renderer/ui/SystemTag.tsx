import type { System } from '../../electron/contract/codes.ts';
import { systemWords } from '../lib/systems.ts';
import { cx } from './cx.ts';
import s from './SystemTag.module.css';

/** Which kind of code: letters and a hue, never the hue alone. */
export function SystemTag({ system }: { system: System }) {
  const { tag, name } = systemWords[system];
  return (
    <span className={cx(s['tag'], s[system])} title={name}>
      {tag}
    </span>
  );
}
