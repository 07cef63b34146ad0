import { useEffect, useEffectEvent } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { MenuCommand } from '../../electron/contract/channels.ts';
import { heldRooms } from '../features/browse/browse-books.ts';
import { useBrowse, useBrowseRoom } from '../features/browse/browse-store.ts';
import { copiedPage, copiedRow, copiedTarget, copyCode } from '../features/code-page/copy.ts';
import { goToSection } from '../features/code-page/sections.ts';
import { useOpenPage } from '../features/code-page/page-query.ts';
import { useChooseFiles } from '../features/import/use-offers.ts';
import { useLibrary } from '../features/library/library-status.ts';
import { focusDateOfService } from '../features/date-of-service/DateOfService.tsx';
import { focusList } from '../features/search/result-list-ids.ts';
import { focusSearch } from '../features/search/SearchField.tsx';
import { useSearch } from '../features/search/search-model.tsx';
import { typeSearch, useSearchState } from '../features/search/search-store.ts';
import { hideShortcuts, showShortcuts } from '../features/shortcuts/sheet-store.ts';
import { listen } from '../lib/bridge.ts';
import { setDrawer } from './drawer.ts';
import type { CommandId } from './hotkeys.ts';
import { cyclePane, focusPane, paneOf } from './panes.ts';
import { useHotkeys } from './use-hotkeys.ts';
import { useTrail } from './trail.ts';

/** What a command does; `false` where it does not apply now, so that the key keeps its own meaning. */
type Act = (digit: number | null) => boolean | void;

/** Listens for hotkeys and menu commands, and does both the same way. Draws nothing. */
export function Commands() {
  const navigate = useNavigate();
  const trail = useTrail();
  const page = useOpenPage();
  const { selected } = useSearch();
  const library = useLibrary();
  const chooseFiles = useChooseFiles();
  const room = useBrowseRoom(heldRooms(library));

  const goTo = (ref: { system: string; code: string } | null | undefined) => {
    if (!ref) return false;
    const { system, code } = ref;
    void navigate({ to: '/code/$system/$code', params: { system, code } });
    return true;
  };
  const copy = (full: boolean) => {
    if (hasSelectedText()) return false;
    const pane = paneOf(document.activeElement);
    const row = pane === 'search' || pane === 'list' ? selected?.row : null;
    const { current } = useBrowse.getState();
    const shown = current ? copiedTarget(current) : page ? copiedPage(page) : null;
    const copied = row ? copiedRow(row, library) : shown;
    if (!copied) return false;
    copyCode(copied, full);
    return true;
  };

  const goBrowse = () => {
    if (room === null) return false;
    void navigate({ to: '/browse/$room', params: { room }, search: {} });
    return true;
  };

  const acts: Record<CommandId, Act> = {
    'search.focus': () => focusSearch({ select: true }),
    back: trail.back,
    forward: trail.forward,
    'page.previous': () => goTo(page?.previous),
    'page.next': () => goTo(page?.next),
    'page.section': (digit) => digit !== null && goToSection(digit),
    'copy.code': () => copy(false),
    'copy.full': () => copy(true),
    print: () => window.print(),
    'date.focus': focusDateOfService,
    'pane.next': () => cyclePane(1),
    'pane.previous': () => cyclePane(-1),
    'step.out': stepOut,
    browse: () => goBrowse(),
    settings: () => void navigate({ to: '/settings' }),
    shortcuts: showShortcuts,
  };
  useHotkeys((id, digit) => acts[id](digit) !== false);

  const obey = useEffectEvent((command: MenuCommand) => {
    hideShortcuts();
    switch (command) {
      case 'search':
        return focusSearch({ select: true });
      case 'back':
        return trail.back();
      case 'forward':
        return trail.forward();
      case 'shortcuts':
        return showShortcuts();
      case 'print':
        return window.print();
      case 'browse':
        return goBrowse();
      case 'importFiles':
        return chooseFiles('files');
      case 'importFolder':
        return chooseFiles('folder');
      case 'about':
      case 'account':
      case 'library':
      case 'settings':
        void navigate({ to: `/${command}` });
        focusPane('page');
    }
  });
  useEffect(() => listen('menu.command', (command) => obey(command)), []);
  return null;
}

/** Page → list → search field → empty search field. */
function stepOut(): boolean {
  const pane = paneOf(document.activeElement);
  if (pane === 'search') {
    // From the date and the buttons beside it one steps back to the field; only there a search is cleared.
    const isInField = document.activeElement?.tagName === 'INPUT';
    if (isInField && useSearchState.getState().text === '') return false;
    if (isInField) typeSearch('');
    focusSearch();
    return true;
  }
  if (pane === 'page' || pane === null) {
    setDrawer(true);
    // The drawer is drawn in the next frame; until then there is no list to focus.
    requestAnimationFrame(() => focusList() || focusSearch());
    return true;
  }
  focusSearch();
  return true;
}

function hasSelectedText(): boolean {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement && field.selectionStart !== field.selectionEnd) return true;
  return (window.getSelection()?.toString() ?? '') !== '';
}
