import type * as Electron from 'electron';
import { plainStandIn } from './stand-in.ts';

/** Chromium's switches as they stood on this process's command line, and what main appended to them. */
const switches = new Map<string, string>();
for (const argument of process.argv.slice(2)) {
  const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
  if (name !== undefined) switches.set(name.toLowerCase(), value ?? '');
}

export const commandLine = plainStandIn<Electron.CommandLine>('commandLine', {
  hasSwitch: (name) => switches.has(name.toLowerCase()),
  getSwitchValue: (name) => switches.get(name.toLowerCase()) ?? '',
  appendSwitch: (name, value) => void switches.set(name.toLowerCase(), value ?? ''),
  removeSwitch: (name) => void switches.delete(name.toLowerCase()),
  appendArgument: () => undefined,
});
