import type { ClipboardEvent, KeyboardEvent } from 'react';
import { Search, X } from 'lucide-react';
import { maxQueryLength } from '../../../electron/contract/names.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { listAction } from './list-keys.ts';
import { useSearch } from './search-model.tsx';
import { typeSearch, useSearchState } from './search-store.ts';
import { listId, optionId, rowsThatFit } from './result-list-ids.ts';
import s from './SearchField.module.css';

const fieldId = 'search-field';

interface SearchFieldProps {
  /** The field is used: whatever hides the results has to show them. */
  onUse: () => void;
  /** Whether the results are on screen: a combobox must not point at a list that is not there. */
  isListShown: boolean;
}

/** A combobox whose list is the results pane: the cursor stays here while ↑ and ↓ move there. */
export function SearchField({ onUse, isListShown }: SearchFieldProps) {
  const text = useSearchState((state) => state.text);
  const hasMoved = useSearchState((state) => state.selected !== null);
  const { items, selected, selectedIndex, act, answer } = useSearch();

  const type = (value: string) => {
    typeSearch(value);
    onUse();
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const caretAtEnd = selectionStart === selectionEnd && selectionEnd === value.length;
    if (event.key === 'Enter' && !answer.isCurrent && !hasMoved && value.trim() !== '') {
      act({ do: 'open', index: 0 });
      event.preventDefault();
      return;
    }
    const action = listAction(event, {
      items,
      selected: selectedIndex,
      page: rowsThatFit(),
      from: { caretAtEnd, moved: hasMoved },
    });
    if (!action) return;
    event.preventDefault();
    if (action.do === 'select') onUse();
    act(action);
  };

  return (
    <div className={s['field']} role="search">
      <Search size={16} className={s['icon']} aria-hidden="true" />
      <input
        id={fieldId}
        className={s['input']}
        type="text"
        role="combobox"
        aria-label="Search codes"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-expanded={isListShown && items.length > 0}
        aria-controls={isListShown ? listId : undefined}
        {...(isListShown && selected ? { 'aria-activedescendant': optionId(selected.key) } : {})}
        autoFocus
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={maxQueryLength}
        placeholder="Type a word or a code"
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={press}
        onPaste={(event) => pasteAsOneLine(event, type)}
      />
      {text === '' ? null : (
        <IconButton
          label="Clear the search"
          keys="Esc"
          onPress={() => {
            type('');
            focusSearch();
          }}
        >
          <X size={15} aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
}

/** A column of codes pasted from a chart has one code a line; a text field would run them together. */
function pasteAsOneLine(event: ClipboardEvent<HTMLInputElement>, type: (value: string) => void): void {
  const pasted = event.clipboardData.getData('text');
  if (!/[\r\n\t]/.test(pasted)) return;
  event.preventDefault();
  const field = event.currentTarget;
  const line = pasted.replace(/\s+/g, ' ').trim();
  field.setRangeText(line, field.selectionStart ?? 0, field.selectionEnd ?? field.value.length, 'end');
  type(field.value);
}

/** Puts the cursor into the search field; `select` marks the text so that typing replaces it. */
export function focusSearch({ select = false } = {}): void {
  const field = document.getElementById(fieldId);
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  if (select) field.select();
}
