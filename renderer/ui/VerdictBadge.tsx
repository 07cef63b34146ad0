import { Circle, CircleCheck, CircleDashed, CircleHelp, CircleSlash, Clock } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Verdict } from '../../electron/contract/codes.ts';
import { cx } from './cx.ts';
import s from './VerdictBadge.module.css';

type State = Verdict['state'];

/** Each state has its own shape, so that it reads without colour. */
const looks: Record<State, { Icon: LucideIcon; tone: 'good' | 'neutral' | 'caution' | 'stop' }> = {
  billable: { Icon: CircleCheck, tone: 'good' },
  valid: { Icon: Circle, tone: 'neutral' },
  header: { Icon: CircleDashed, tone: 'caution' },
  'not-yet': { Icon: Clock, tone: 'caution' },
  'unknown-date': { Icon: CircleHelp, tone: 'caution' },
  ended: { Icon: CircleSlash, tone: 'stop' },
};

/** Icon, word and hue; the word is the engine's. */
export function VerdictBadge({ state, label }: { state: State; label: string }) {
  const { Icon, tone } = looks[state];
  return (
    <span className={cx(s['badge'], s[tone])}>
      <Icon size={14} aria-hidden="true" />
      {label}
    </span>
  );
}
