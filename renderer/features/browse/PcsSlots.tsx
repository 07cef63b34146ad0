import { Button as AriaButton } from 'react-aria-components';
import type { PcsStep } from '../../../electron/contract/browse.ts';
import { cx } from '../../ui/cx.ts';
import s from './PcsSlots.module.css';

interface PcsSlotsProps {
  steps: readonly PcsStep[];
  /** The axis that is to be chosen next; empty when the code is whole. */
  axis: string;
  /** Goes back to the choice after so many characters. */
  onBack: (length: number) => void;
}

/** The seven characters: those chosen with their names, the one to choose, those to come. */
export function PcsSlots({ steps, axis, onBack }: PcsSlotsProps) {
  return (
    <ol className={s['slots']} aria-label="The code so far">
      {Array.from({ length: 7 }, (_, at) => {
        const step = steps[at];
        if (step) {
          return (
            <li key={at}>
              <AriaButton className={cx(s['slot'], s['chosen'])} onPress={() => onBack(at)}>
                <span className={s['value']}>{step.value}</span>
                <span className={s['axis']}>{step.axis}</span>
                <span className={s['label']}>{step.label ?? 'newer than the tables'}</span>
                <span className="visually-hidden">: choose again</span>
              </AriaButton>
            </li>
          );
        }
        const isNext = at === steps.length;
        return (
          <li key={at} className={cx(s['slot'], isNext && s['next'])}>
            <span className={s['value']}>{isNext ? '?' : '·'}</span>
            <span className={s['axis']}>{isNext ? axis : ''}</span>
          </li>
        );
      })}
    </ol>
  );
}
