import { Label, RadioButton, RadioField, RadioGroup, Text } from 'react-aria-components';
import s from './Choice.module.css';

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  /** `note` is a sentence under the name; empty for none. */
  options: readonly { value: T; name: string; note: string }[];
  onChange: (value: T) => void;
  isDisabled?: boolean;
}

/** One of a few, with its name on the left. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
  isDisabled = false,
}: ChoiceProps<T>) {
  const choose = (text: string) => {
    const option = options.find((one) => one.value === text);
    if (option) onChange(option.value);
  };
  return (
    <RadioGroup className={s['group'] ?? ''} value={value} onChange={choose} isDisabled={isDisabled}>
      <Label className={s['label'] ?? ''}>{label}</Label>
      <div className={s['options']}>
        {options.map((option) => (
          <RadioField key={option.value} value={option.value} className={s['field'] ?? ''}>
            <RadioButton className={s['radio'] ?? ''}>
              <span className={s['dot']} aria-hidden="true" />
              {option.name}
            </RadioButton>
            {option.note === '' ? null : (
              <Text slot="description" className={s['note'] ?? ''}>
                {option.note}
              </Text>
            )}
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
}
