import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Navigate,
} from '@tanstack/react-router';
import { AboutScreen } from '../features/about/AboutScreen.tsx';
import { AccountScreen } from '../features/account/AccountScreen.tsx';
import { BrowseScreen } from '../features/browse/BrowseScreen.tsx';
import { parseBrowseView } from '../features/browse/browse-view.ts';
import { parseView } from '../features/changes/changes-query.ts';
import { ChangesScreen } from '../features/changes/ChangesScreen.tsx';
import { CodePageScreen } from '../features/code-page/CodePageScreen.tsx';
import { ImportScreen } from '../features/import/ImportScreen.tsx';
import { LibraryScreen } from '../features/library/LibraryScreen.tsx';
import { PublicSetsScreen } from '../features/public-sets/PublicSetsScreen.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';
import { StartScreen } from '../features/start/StartScreen.tsx';
import { UpdatesScreen } from '../features/updates/UpdatesScreen.tsx';
import { Stopped } from './ErrorBoundary.tsx';
import { Shell } from './Shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: () => <Navigate to="/" replace /> });

const routes = [
  createRoute({ getParentRoute: () => root, path: '/', component: StartScreen }),
  createRoute({ getParentRoute: () => root, path: '/code/$system/$code', component: CodePageScreen }),
  createRoute({
    getParentRoute: () => root,
    path: '/browse/$room',
    component: BrowseScreen,
    validateSearch: parseBrowseView,
  }),
  createRoute({ getParentRoute: () => root, path: '/library', component: LibraryScreen }),
  createRoute({ getParentRoute: () => root, path: '/library/import', component: ImportScreen }),
  createRoute({ getParentRoute: () => root, path: '/library/public', component: PublicSetsScreen }),
  createRoute({ getParentRoute: () => root, path: '/library/updates', component: UpdatesScreen }),
  createRoute({
    getParentRoute: () => root,
    path: '/library/changes/$line',
    component: ChangesScreen,
    validateSearch: parseView,
  }),
  createRoute({ getParentRoute: () => root, path: '/settings', component: SettingsScreen }),
  createRoute({ getParentRoute: () => root, path: '/account', component: AccountScreen }),
  createRoute({ getParentRoute: () => root, path: '/about', component: AboutScreen }),
] as const;

/** Made anew for each mounted app, so that tests do not share a history. */
export function makeRouter() {
  return createRouter({
    routeTree: root.addChildren(routes),
    history: createHashHistory(),
    defaultErrorComponent: Stopped,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
