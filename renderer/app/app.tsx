import { useState } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { I18nProvider } from 'react-aria-components';
import { useApplySettings } from '../features/settings/settings-query.ts';
import { LibraryGate } from '../features/recovery/LibraryGate.tsx';
import { useBridgeEvents } from './bridge-events.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { queryClient } from './query-client.ts';
import { makeRouter } from './routes.tsx';

/** Code sets, dates and wording are those of the United States, whatever the machine's language is. */
export function App() {
  return (
    <ErrorBoundary>
      <I18nProvider locale="en-US">
        <QueryClientProvider client={queryClient}>
          <Connected />
        </QueryClientProvider>
      </I18nProvider>
    </ErrorBoundary>
  );
}

function Connected() {
  const [router] = useState(makeRouter);
  useBridgeEvents();
  useApplySettings();
  return (
    <LibraryGate>
      <RouterProvider router={router} />
    </LibraryGate>
  );
}
