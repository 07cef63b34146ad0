import type { BrowseTarget, PcsChoice, PcsStep } from '../../../electron/contract/browse.ts';
import { Button } from '../../ui/Button.tsx';
import { Prose } from '../../ui/Prose.tsx';
import { SystemTag } from '../../ui/SystemTag.tsx';
import { VerdictBadge } from '../../ui/VerdictBadge.tsx';
import s from './PcsPanel.module.css';

type Meaning = Pick<PcsStep, 'value' | 'label' | 'definition' | 'explanation' | 'includes'>;

interface PcsMeaningProps {
  steps: readonly PcsStep[];
  /** The axis of the choice. */
  axis: string;
  /** The marked one; undefined when the code is whole. */
  choice: PcsChoice | undefined;
}

/** What the marked value means by the official definitions, then what was chosen. */
export function PcsMeaning({ steps, axis, choice }: PcsMeaningProps) {
  const defined = steps.filter((step) => step.definition !== null || step.explanation !== null);
  return (
    <aside className={s['panel']} aria-label="Definitions">
      {choice ? <Value axis={axis} meaning={choice} /> : null}
      {defined.toReversed().map((step) => (
        <Value key={step.axis} axis={step.axis} meaning={step} />
      ))}
      {!choice && defined.length === 0 ? (
        <p className={s['quiet']}>The definitions held say nothing of these values.</p>
      ) : null}
    </aside>
  );
}

function Value({ axis, meaning }: { axis: string; meaning: Meaning }) {
  const { value, label, definition, explanation, includes } = meaning;
  return (
    <section className={s['value']} aria-label={axis}>
      <p className={s['axis']}>{axis}</p>
      <h2 className={s['label']}>{label ?? `${value}, newer than the tables`}</h2>
      {definition === null ? null : <p>{definition}</p>}
      {explanation === null ? null : <p className={s['soft']}>{explanation}</p>}
      {includes.length > 0 ? <p className={s['soft']}>Includes: {includes.join(', ')}</p> : null}
    </section>
  );
}

/** The whole code with its verdict on the date. */
export function PcsResult({ target, onOpen }: { target: BrowseTarget; onOpen: () => void }) {
  const { code, title, verdict, system } = target;
  return (
    <section className={s['result']} aria-label="The code">
      <div className={s['head']}>
        <span className={s['code']}>{code}</span>
        {verdict ? <VerdictBadge state={verdict.state} label={verdict.label} /> : null}
        <SystemTag system={system} />
      </div>
      <p className={s['title']}>{title}</p>
      {verdict ? (
        <p className={s['soft']}>
          <Prose text={verdict.sentence} />
        </p>
      ) : null}
      <div className={s['actions']}>
        <Button kind="primary" onPress={onOpen}>
          Open its page
        </Button>
        <span className={s['quiet']}>or press Enter</span>
      </div>
    </section>
  );
}
