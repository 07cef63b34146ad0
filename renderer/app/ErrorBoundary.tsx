import { Component } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import s from './ErrorBoundary.module.css';

/** What is left when a part of the window could not be drawn. */
export function Stopped({ error }: { error: unknown }) {
  return (
    <div className={s['stopped']}>
      <Notice
        kind="stop"
        title="This part of the window could not be drawn"
        live
        actions={<Button onPress={() => window.location.reload()}>Draw the window again</Button>}
      >
        <p>
          The library and your settings are safe. If it happens again, tell support what you did before, and
          these words:
        </p>
        <p className={s['words']}>{error instanceof Error ? error.message : String(error)}</p>
      </Notice>
    </div>
  );
}

interface State {
  failed: { error: unknown } | null;
}

export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: null };

  static getDerivedStateFromError(error: unknown): State {
    return { failed: { error } };
  }

  override render(): ReactNode {
    return this.state.failed ? <Stopped error={this.state.failed.error} /> : this.props.children;
  }
}
