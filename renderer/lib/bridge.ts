import type { Bridge } from '../../electron/contract/bridge.ts';
import type { EventPayload, Input, Output } from '../../electron/contract/channels.ts';
import type { ErrorCode, Problem } from '../../electron/contract/errors.ts';
import { bridgeKey } from '../../electron/contract/names.ts';
import type { ChannelName, EventName } from '../../electron/contract/names.ts';

declare global {
  interface Window {
    /** Put there by the preload script; the renderer has no other way out. */
    [bridgeKey]?: Bridge;
  }
}

/** A `Problem` from the other side, thrown so that React Query and callers handle it like any error. */
export class BridgeError extends Error {
  readonly code: ErrorCode;
  /** Matches the line in the log file. */
  readonly id: string;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'BridgeError';
    this.code = problem.code;
    this.id = problem.id;
  }
}

function bridge(): Bridge {
  const found = window[bridgeKey];
  if (!found) {
    throw new BridgeError({
      code: 'engine-down',
      message: 'This page is not connected to the program. Close the window and open it again.',
      id: 'no-bridge',
    });
  }
  return found;
}

/** Asks the main process and returns the value, or throws a {@link BridgeError}. */
export async function ask<C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>> {
  const result = await bridge().invoke(channel, input);
  if (!result.ok) throw new BridgeError(result.error);
  return result.value;
}

/** Listens to the main process; returns its own unsubscribe. */
export function listen<E extends EventName>(
  event: E,
  listener: (payload: EventPayload<E>) => void,
): () => void {
  return bridge().on(event, listener);
}

/** True where the error is one of `codes`. */
export function failedWith(error: unknown, ...codes: ErrorCode[]): boolean {
  return error instanceof BridgeError && codes.includes(error.code);
}
