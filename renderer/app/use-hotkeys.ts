import { useEffect, useEffectEvent } from 'react';
import { focusSearch } from '../features/search/SearchField.tsx';
import { matchHotkey } from './hotkeys.ts';
import type { CommandId } from './hotkeys.ts';
import { useKeyFamily } from './platform.ts';

/**
 * One listener for the whole window. `run` returns false where a command does not apply; the key then does what it
 * would have done. Keys inside a dialog or the calendar are theirs.
 */
export function useHotkeys(run: (id: CommandId, digit: number | null) => boolean): void {
  const family = useKeyFamily();
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector('[role="dialog"]')) return;
    const inField = isField(event.target);
    const match = matchHotkey(event, family, inField);
    if (match) {
      if (run(match.id, match.digit)) event.preventDefault();
    } else if (!inField && startsSearch(event)) {
      // The letter itself arrives in the field, because the browser types where the focus is by then.
      focusSearch({ select: true });
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

/** Where typing is text: fields, and the parts of a date. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'radio' && target.type !== 'checkbox';
  return target instanceof HTMLTextAreaElement || target.isContentEditable || target.role === 'spinbutton';
}

function startsSearch(event: KeyboardEvent): boolean {
  const isCommand = event.ctrlKey || event.altKey || event.metaKey;
  return !isCommand && /^[\p{L}\p{N}]$/u.test(event.key);
}
