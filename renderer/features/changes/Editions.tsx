import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Comparison } from '../../../electron/contract/changes.ts';
import s from './Choices.module.css';

interface EditionsProps {
  comparisons: readonly Comparison[];
  shown: Comparison;
  onShow: (comparison: Comparison) => void;
}

const nameOf = ({ dataset, edition }: Comparison): string => `${dataset} ${edition.name}`;

/** The editions that can be compared, where there is a choice. */
export function Editions({ comparisons, shown, onShow }: EditionsProps) {
  if (comparisons.length < 2) return null;
  return (
    <ToggleButtonGroup
      className={s['choices'] ?? ''}
      aria-label="Edition"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[nameOf(shown)]}
      onSelectionChange={(keys) => {
        const chosen = comparisons.find((one) => keys.has(nameOf(one)));
        if (chosen) onShow(chosen);
      }}
    >
      {comparisons.map((comparison) => (
        <ToggleButton key={nameOf(comparison)} id={nameOf(comparison)} className={s['chip'] ?? ''}>
          {comparison.edition.name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
