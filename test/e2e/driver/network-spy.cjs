// Loaded before main in every Node process of the program: writes down each outgoing connection it opens, so that a
// test can assert that there is none. Plain JavaScript, because Electron's own Node may be older than type stripping.
'use strict';
{
  const builtin = process.getBuiltinModule;
  const fs = builtin('node:fs');
  const net = builtin('node:net');
  const dgram = builtin('node:dgram');
  const dns = builtin('node:dns');
  const file = process.env.E2E_CONNECTIONS_FILE;
  const note = (what) => {
    if (file) fs.appendFileSync(file, `${what}\n`);
  };

  // A path is a pipe or a local socket of the system, no network.
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function spied(...args) {
    const first = Array.isArray(args[0]) ? args[0][0] : args[0];
    const options = typeof first === 'object' && first !== null ? first : { port: first, host: args[1] };
    if (options.path === undefined && Number(options.port) > 0)
      note(`tcp ${options.host ?? 'localhost'}:${options.port}`);
    return connect.apply(this, args);
  };
  const send = dgram.Socket.prototype.send;
  dgram.Socket.prototype.send = function spied(...args) {
    note(`udp ${args.filter((arg) => typeof arg === 'string' || typeof arg === 'number').join(' ')}`);
    return send.apply(this, args);
  };
  for (const owner of [dns, dns.promises])
    for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
      const original = owner[name];
      owner[name] = function spied(host, ...rest) {
        if (host && host !== 'localhost') note(`dns ${host}`);
        return original.call(this, host, ...rest);
      };
    }

  // Children inherit the spy with the environment.
  const option = `--require ${JSON.stringify(__filename)}`;
  if (!(process.env.NODE_OPTIONS ?? '').includes(__filename))
    process.env.NODE_OPTIONS = [process.env.NODE_OPTIONS, option].filter(Boolean).join(' ');
}
