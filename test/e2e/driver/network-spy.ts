import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes down each outgoing connection that a Node process opens, so that a test can assert that there is none.
 * Self-contained and without an import: its source text runs in the program, under Electron's older Node too.
 */
function spyOnNetwork(notes: string, self: string): void {
  const fs = process.getBuiltinModule('node:fs');
  const net = process.getBuiltinModule('node:net');
  const dgram = process.getBuiltinModule('node:dgram');
  const dns = process.getBuiltinModule('node:dns');
  const note = (what: string): void => fs.appendFileSync(notes, `${what}\n`);

  /** Puts `before` in front of a method of Node's; the method itself runs as ever. */
  const watch = <K extends string>(
    owner: Record<K, (...args: never[]) => unknown>,
    name: K,
    before: (args: unknown[]) => void,
  ): void => {
    const original = owner[name];
    owner[name] = function watched(this: unknown, ...args: never[]) {
      before(args);
      return original.apply(this, args);
    };
  };

  watch(net.Socket.prototype, 'connect', (args) => {
    const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
    const options = typeof first === 'object' && first !== null ? first : { port: first, host: args[1] };
    const { host, port, path } = options as { host?: string; port?: string | number; path?: string };
    // A path is a pipe or a local socket of the system, no network.
    if (path === undefined && Number(port) > 0) note(`tcp ${host ?? 'localhost'}:${port}`);
  });
  watch(dgram.Socket.prototype, 'send', (args) => {
    note(`udp ${args.filter((arg) => typeof arg === 'string' || typeof arg === 'number').join(' ')}`);
  });
  const resolved = (args: unknown[]): void => {
    const [host] = args;
    if (typeof host === 'string' && host !== 'localhost') note(`dns ${host}`);
  };
  for (const owner of [dns, dns.promises]) {
    watch(owner, 'lookup', resolved);
    watch(owner, 'resolve', resolved);
    watch(owner, 'resolve4', resolved);
    watch(owner, 'resolve6', resolved);
  }

  // Children inherit the spy with the environment.
  const inherited = process.env['NODE_OPTIONS'] ?? '';
  if (!inherited.includes(self)) process.env['NODE_OPTIONS'] = `${inherited} --require ${self}`.trim();
}

/**
 * Puts the spy where a process can load it (`--require`).
 * @returns the script, and the file that holds one line for each connection
 */
export function writeNetworkSpy(folder: string): { script: string; notes: string } {
  const script = join(folder, 'network-spy.cjs');
  const notes = join(folder, 'connections');
  const quoted = JSON.stringify(JSON.stringify(script));
  writeFileSync(script, `'use strict';(${spyOnNetwork.toString()})(${JSON.stringify(notes)}, ${quoted});\n`);
  return { script, notes };
}
