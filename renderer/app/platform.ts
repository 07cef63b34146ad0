import { useQuery } from '@tanstack/react-query';
import { ask } from '../lib/bridge.ts';
import type { Family } from './hotkeys.ts';

export function useAppInfo() {
  return useQuery({ queryKey: ['app.info'], queryFn: () => ask('app.info', null) });
}

/** Which keys the machine has; told by the main process, not guessed from the browser. */
export function useKeyFamily(): Family {
  return useAppInfo().data?.platform === 'darwin' ? 'apple' : 'other';
}
