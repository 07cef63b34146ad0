import { contextBridge, ipcRenderer } from 'electron';
import { bridgeKey, channelNames, eventNames } from './contract/names.ts';

// Names only: schemas are enforced by the main process, which does not trust this side.
const channels: ReadonlySet<string> = new Set(channelNames);
const events: ReadonlySet<string> = new Set(eventNames);

contextBridge.exposeInMainWorld(bridgeKey, {
  invoke(channel: string, input: unknown) {
    if (!channels.has(channel)) return Promise.reject(new Error(`No such channel: ${channel}`));
    return ipcRenderer.invoke(channel, input);
  },
  on(event: string, listener: (payload: unknown) => void) {
    if (!events.has(event)) throw new Error(`No such event: ${event}`);
    const forward = (_event: unknown, payload: unknown) => listener(payload);
    ipcRenderer.on(event, forward);
    return () => {
      ipcRenderer.removeListener(event, forward);
    };
  },
});
