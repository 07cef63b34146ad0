import type { EventPayload, Input, Output } from './channels.ts';
import type { Result } from './errors.ts';
import type { ChannelName, EventName } from './names.ts';

/** What the preload script exposes to the renderer, typed by the channel map. */
export interface Bridge {
  invoke<C extends ChannelName>(channel: C, input: Input<C>): Promise<Result<Output<C>>>;
  /** Returns its own unsubscribe. */
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void;
}
