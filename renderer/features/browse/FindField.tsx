import type { KeyboardEvent, Ref } from 'react';
import { X } from 'lucide-react';
import { IconButton } from '../../ui/IconButton.tsx';
import s from './FindField.module.css';

interface FindFieldProps {
  ref: Ref<HTMLInputElement>;
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
  /** ↓ or Enter: on to what was found. */
  onDown: () => void;
}

/** Type-ahead of a book: the book turns to what is typed. */
export function FindField({ ref, label, placeholder, value, onChange, onDown }: FindFieldProps) {
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      onDown();
    } else if (event.key === 'Escape' && value !== '') {
      event.preventDefault();
      event.stopPropagation();
      onChange('');
    }
  };
  return (
    <div className={s['field']}>
      <input
        ref={ref}
        className={s['input']}
        type="text"
        aria-label={label}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={200}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={press}
      />
      {value === '' ? null : (
        <IconButton label="Clear" keys="Esc" onPress={() => onChange('')}>
          <X size={14} aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
}
