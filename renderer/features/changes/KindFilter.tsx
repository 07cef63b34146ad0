import { ToggleButton } from 'react-aria-components';
import type { ChangeKind, Comparison } from '../../../electron/contract/changes.ts';
import { changeKinds } from '../../../electron/contract/changes.ts';
import { kinds } from './kind-words.ts';
import s from './Choices.module.css';

interface KindFilterProps {
  counts: Comparison['counts'];
  /** None chosen means all. */
  chosen: readonly ChangeKind[];
  onChoose: (kinds: ChangeKind[]) => void;
}

/** The kinds of change with their counts; a kind that did not occur is no choice. */
export function KindFilter({ counts, chosen, onChoose }: KindFilterProps) {
  return (
    <div className={s['choices']} role="group" aria-label="Kinds of change shown">
      {changeKinds
        .filter((kind) => counts[kind] > 0 || chosen.includes(kind))
        .map((kind) => {
          const { word, Icon } = kinds[kind];
          return (
            <ToggleButton
              key={kind}
              className={s['chip'] ?? ''}
              isSelected={chosen.includes(kind)}
              onChange={(isOn) =>
                onChoose(changeKinds.filter((one) => (one === kind ? isOn : chosen.includes(one))))
              }
            >
              <Icon size={13} aria-hidden="true" />
              {word} <span className={s['count']}>{counts[kind].toLocaleString('en-US')}</span>
            </ToggleButton>
          );
        })}
    </div>
  );
}
