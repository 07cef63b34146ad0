import { Check } from 'lucide-react';
import { CheckboxButton, CheckboxField, Text } from 'react-aria-components';
import s from './CheckBox.module.css';

interface CheckBoxProps {
  label: string;
  /** A sentence under the label; empty for none. */
  note?: string;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean;
}

/** One thing that is chosen or not. */
export function CheckBox({ label, note = '', isSelected, onChange, isDisabled = false }: CheckBoxProps) {
  return (
    <CheckboxField
      className={s['field'] ?? ''}
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled}
    >
      <CheckboxButton className={s['choice'] ?? ''}>
        <span className={s['box']} aria-hidden="true">
          <Check size={12} strokeWidth={3} />
        </span>
        <span className={s['label']}>{label}</span>
      </CheckboxButton>
      {note === '' ? null : (
        <Text slot="description" className={s['note'] ?? ''}>
          {note}
        </Text>
      )}
    </CheckboxField>
  );
}
