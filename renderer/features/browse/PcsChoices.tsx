import { useEffect, useRef } from 'react';
import type { PcsChoice } from '../../../electron/contract/browse.ts';
import { cx } from '../../ui/cx.ts';
import s from './PcsChoices.module.css';

export const choicesId = 'pcs-choices';

/** Element id of a choice, for `aria-activedescendant`. */
export function choiceId(at: number): string {
  return `pcs-choice-${at}`;
}

interface PcsChoicesProps {
  axis: string;
  choices: readonly PcsChoice[];
  /** The one that Enter takes. */
  marked: number;
  onMark: (at: number) => void;
  onChoose: (value: string) => void;
}

/** The values that may follow: never more than there are characters, so all are drawn. */
export function PcsChoices({ axis, choices, marked, onMark, onChoose }: PcsChoicesProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[marked]?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  return (
    <div ref={list} id={choicesId} className={s['choices']} role="listbox" aria-label={axis} tabIndex={-1}>
      {choices.map(({ value, label, example }, at) => (
        <div
          key={value}
          id={choiceId(at)}
          className={cx(s['choice'], at === marked && s['marked'])}
          role="option"
          aria-selected={at === marked}
          onPointerMove={() => {
            if (at !== marked) onMark(at);
          }}
          onClick={() => onChoose(value)}
        >
          <span className={s['value']}>{value}</span>
          {label === null ? (
            <span>
              <span className={s['newer']}>newer than the tables, as in:</span> {example}
            </span>
          ) : (
            <span>{label}</span>
          )}
        </div>
      ))}
    </div>
  );
}
