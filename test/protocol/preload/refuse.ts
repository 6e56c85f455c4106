// Run before a program of ours: whatever would open a socket, look up a name, or start a process or a thread throws, and is
// written down in the file that REFUSED names.
import childProcess from 'node:child_process';
import cluster from 'node:cluster';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import inspector from 'node:inspector';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
import vm from 'node:vm';
import workers from 'node:worker_threads';

const MODULES: Readonly<Record<string, object>> = {
  child_process: childProcess,
  cluster,
  dgram,
  dns,
  'dns.promises': dns.promises,
  http,
  http2,
  https,
  inspector,
  tls,
  worker_threads: workers,
};
/** All functions of those modules that begin something, by their names. */
const BEGINS =
  /^(spawn|exec|fork|connect|createConnection|createServer|createSecureServer|createSocket|lookup|resolve|reverse|request|get$|open$|setupPrimary|Worker$|Server$|Agent\.)/;

function refusing(what: string) {
  // Not an arrow: some of them are called with `new`.
  return function refused(): never {
    if (process.env.REFUSED) appendFileSync(process.env.REFUSED, `${what}\n`);
    throw new Error(`refused: ${what}`);
  };
}
function refuse(of: object, name: string, as: string): void {
  Object.defineProperty(of, name, { value: refusing(as), configurable: true, writable: true });
}

for (const [name, of] of Object.entries(MODULES))
  for (const [key, value] of Object.entries(of))
    if (typeof value === 'function' && BEGINS.test(key)) refuse(of, key, `${name}.${key}`);
// Pipes of a process are sockets that are open already.
for (const key of ['connect', 'createConnection', 'createServer']) refuse(net, key, `net.${key}`);
refuse(net.Socket.prototype, 'connect', 'net.Socket.connect');
refuse(net.Server.prototype, 'listen', 'net.Server.listen');
for (const key of ['runInThisContext', 'runInNewContext', 'compileFunction']) refuse(vm, key, `vm.${key}`);
for (const key of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']) refuse(globalThis, key, key);
syncBuiltinESMExports();
