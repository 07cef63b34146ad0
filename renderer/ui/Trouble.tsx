import { BridgeError } from '../lib/bridge.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';
import s from './Trouble.module.css';

interface TroubleProps {
  /** What could not be done, as a heading: "The search did not run". */
  title: string;
  error: unknown;
  onRetry?: () => void;
}

/** An error where its result would have been: the engine's words, its id for support, and a way on. */
export function Trouble({ title, error, onRetry }: TroubleProps) {
  const message = error instanceof Error ? error.message : String(error);
  return (
    <Notice
      kind="stop"
      title={title}
      live
      {...(onRetry ? { actions: <Button onPress={onRetry}>Try again</Button> } : {})}
    >
      <p>{message}</p>
      {error instanceof BridgeError ? <p className={s['id']}>Problem {error.id}</p> : null}
    </Notice>
  );
}
