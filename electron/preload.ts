import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { bridgeKey, channelNames, droppedName, eventNames } from './contract/names.ts';

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

// Where a dropped file lies is told to the main process only, and only of a drop that a person made: the page can
// neither name a path nor learn one.
window.addEventListener(
  'drop',
  ({ isTrusted, dataTransfer }) => {
    if (!isTrusted || !dataTransfer?.types.includes('Files')) return;
    const paths = [...dataTransfer.files].map((file) => webUtils.getPathForFile(file));
    void ipcRenderer.invoke(
      droppedName,
      paths.filter((path) => path !== ''),
    );
  },
  { capture: true },
);
