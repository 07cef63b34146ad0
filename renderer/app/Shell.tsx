import { useCallback } from 'react';
import { Outlet, useNavigate } from '@tanstack/react-router';
import type { CodeRef } from '../../electron/contract/codes.ts';
import { useDroppedLicences } from '../features/account/account-query.ts';
import { DropTarget } from '../features/import/DropTarget.tsx';
import { useOffers } from '../features/import/use-offers.ts';
import { ResultsPane } from '../features/search/ResultsPane.tsx';
import { SearchProvider } from '../features/search/search-model.tsx';
import { ShortcutsSheet } from '../features/shortcuts/ShortcutsSheet.tsx';
import { ProblemBar } from '../features/library/ProblemBar.tsx';
import { Toaster } from '../ui/Toaster.tsx';
import { cx } from '../ui/cx.ts';
import { Commands } from './Commands.tsx';
import { setDrawer, useDrawer } from './drawer.ts';
import { Header } from './Header.tsx';
import { focusPane } from './panes.ts';
import { useInSearchRoom, useOpenCode } from './places.ts';
import { Rail } from './Rail.tsx';
import { StatusBar } from './StatusBar.tsx';
import s from './Shell.module.css';

/** The window: header, rail, results, page, status bar. */
export function Shell() {
  const navigate = useNavigate();
  const current = useOpenCode();
  const inSearchRoom = useInSearchRoom();
  const { isNarrow, isOpen } = useDrawer();
  const isDrawer = isNarrow && current !== null;
  useOffers();
  useDroppedLicences();

  const open = useCallback(
    ({ system, code }: Pick<CodeRef, 'system' | 'code'>, byKey: boolean) => {
      setDrawer(false);
      void navigate({ to: '/code/$system/$code', params: { system, code } });
      if (byKey) focusPane('page');
    },
    [navigate],
  );

  return (
    <SearchProvider onOpen={open}>
      <div className={s['shell']}>
        <Header />
        <Rail />
        <div className={s['middle']}>
          <ProblemBar />
          <div className={s['panes']}>
            {inSearchRoom ? (
              <section
                className={cx(s['list'], isDrawer && s['drawer'])}
                aria-label="Results"
                data-pane="list"
                data-print="never"
                hidden={isDrawer && !isOpen}
              >
                <ResultsPane current={current} />
              </section>
            ) : null}
            <main
              className={s['page']}
              data-pane="page"
              tabIndex={0}
              aria-label="Page"
              onPointerDown={() => setDrawer(false)}
            >
              <Outlet />
            </main>
          </div>
        </div>
        <StatusBar />
      </div>
      <Commands />
      <ShortcutsSheet />
      <DropTarget />
      <Toaster />
    </SearchProvider>
  );
}
