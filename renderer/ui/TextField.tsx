import type { ReactNode } from 'react';
import { Input, Label, Text, TextArea, TextField as AriaTextField } from 'react-aria-components';
import { cx } from './cx.ts';
import s from './TextField.module.css';

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What to type, where the label does not say it. */
  note?: ReactNode;
  type?: 'text' | 'email' | 'password';
  /** For keys and other texts whose letters matter one by one. */
  isCode?: boolean;
  /** More than one line. */
  rows?: number;
  isDisabled?: boolean;
  autoComplete?: string;
}

export function TextField({
  label,
  value,
  onChange,
  note,
  type = 'text',
  isCode = false,
  rows,
  isDisabled = false,
  autoComplete = 'off',
}: TextFieldProps) {
  const className = cx(s['input'], isCode && s['code']);
  return (
    <AriaTextField
      className={s['field'] ?? ''}
      value={value}
      onChange={onChange}
      type={type}
      isDisabled={isDisabled}
      autoComplete={autoComplete}
    >
      <Label className={s['label'] ?? ''}>{label}</Label>
      {rows === undefined ? (
        <Input className={className} spellCheck={false} />
      ) : (
        <TextArea className={cx(className, s['area'])} rows={rows} spellCheck={false} />
      )}
      {note === undefined ? null : (
        <Text slot="description" className={s['note'] ?? ''}>
          {note}
        </Text>
      )}
    </AriaTextField>
  );
}
