import type { System } from '../../../electron/contract/codes.ts';
import { systemOrder, systemWords } from '../../lib/systems.ts';
import { CheckBox } from '../../ui/CheckBox.tsx';
import s from './SystemsFirst.module.css';

interface SystemsFirstProps {
  /** Empty means all. */
  systems: readonly System[];
  onChange: (systems: System[]) => void;
}

/** What a search shows until its chips say otherwise. */
export function SystemsFirst({ systems, onChange }: SystemsFirstProps) {
  return (
    <div className={s['group']} role="group" aria-labelledby="systems-first">
      <span className={s['label']} id="systems-first">
        Search first
      </span>
      <div>
        {systemOrder.map((system) => (
          <CheckBox
            key={system}
            label={systemWords[system].name}
            isSelected={systems.includes(system)}
            onChange={(isSelected) =>
              onChange(systemOrder.filter((one) => (one === system ? isSelected : systems.includes(one))))
            }
          />
        ))}
        <p className={s['note']}>
          {systems.length === 0
            ? 'None is chosen: a search shows all of them.'
            : 'A search begins with these; its chips show the others.'}
        </p>
      </div>
    </div>
  );
}
