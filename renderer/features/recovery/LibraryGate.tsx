import type { ReactNode } from 'react';
import { Trouble } from '../../ui/Trouble.tsx';
import { useLibraryQuery } from '../library/library-status.ts';
import { Bare } from './Bare.tsx';
import { Installing } from './Installing.tsx';
import { Recovery } from './Recovery.tsx';
import { Starting } from './Starting.tsx';

/** Draws the window once a library answers; until then, what is going on instead. */
export function LibraryGate({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useLibraryQuery();
  if (!data) {
    if (!error) return <Starting />;
    return (
      <Bare title="The library does not answer">
        <Trouble title="What happened" error={error} onRetry={() => void refetch()} />
      </Bare>
    );
  }
  switch (data.state) {
    case 'starting':
      return <Starting />;
    case 'installing':
      return <Installing />;
    case 'damaged':
      return <Recovery problems={data.problems} />;
    case 'ready':
      return children;
  }
}
