/** One server, one scenario, once: start, type, ask, leave. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Client } from './client.mjs';
import { Doc, REQUESTS } from './doc.mjs';
import { cpuMs, machineMs, naps, peakMb, rssMb } from './processes.mjs';
import { round } from './statistics.mjs';

/**
 * Calls `add(metric, value, unit)` for each sample; resolves to notes on what was there to measure.
 * `options`: see lsp-bench.mjs, in camel case and as numbers.
 */
export async function session(server, sc, workspace, options, add) {
  const pull = server.diagnosticsMode === 'pull';
  const client = new Client(server, workspace, options.quiet);
  client.watchMemory();
  const note = {};
  const before = { machine: machineMs(), own: process.cpuUsage(), t: performance.now() };
  try {
    add('start.initialize', await client.initialize(workspace, pull), 'ms');
    const doc = await open(client, sc, workspace, pull, add, note);
    if (options.startOnly) return note;
    await doc.calibrate();
    note.attribution = doc.attribution;
    await sleep(client.t0 + options.typeAfter * 1000 - performance.now());
    note.missed = await type(doc, options, add);
    note.answers = await ask(doc, options, add);
    if (options.idle) await rest(client, options, add);
    add('rss.peak', Math.max(client.peak, peakMb(client.pid) ?? 0), 'MB');
    add('cpu.session', cpuMs(client.pid), 'ms');
    return note;
  } catch (error) {
    note.error = String(error.message ?? error).slice(0, 300);
    return note;
  } finally {
    const own = process.cpuUsage(before.own);
    const others = machineMs() - before.machine - (own.user + own.system) / 1000 - cpuMs(client.pid);
    note.foreign = round(Math.max(0, others) / (performance.now() - before.t));
    await client.close();
  }
}

async function open(client, sc, workspace, pull, add, note) {
  const [file, text] = Object.entries(sc.files)[0];
  const doc = new Doc(client, sc, pathToFileURL(path.join(workspace, file)).href, text, pull);
  if (pull && sc.isWorkspace && client.capabilities.diagnosticProvider?.workspaceDiagnostics) pullAll(client);
  const end = performance.now() + 120_000;
  while (!sc.isSilent && !doc.latest && performance.now() < end && !client.dead) await sleep(20);
  await client.quiet();
  const mine = client.publishes.filter((p) => p.uri === doc.uri);
  if (!mine.length && !sc.isSilent) throw new Error(client.dead ?? 'no diagnostics for the open file');
  const print = (p) => JSON.stringify(p.diagnostics);
  const staying = mine.find((p) => print(p) === print(mine.at(-1)));
  if (staying) add('start.diagnostics', staying.t - client.t0, 'ms');
  doc.last = mine.at(-1)?.diagnostics ?? [];
  note.diagnostics = doc.last.length;
  note.atCaret = mine.length ? doc.here(mine.at(-1)).length : 0; // 0: the server does not see the mistake at the caret.
  add('start.cpu', cpuMs(client.pid), 'ms');
  add('rss.opened', rssMb(client.pid), 'MB');
  if (sc.isWorkspace) {
    add('ws.quiet', client.publishes.at(-1).t - client.t0, 'ms');
    note.wsFiles = new Set(client.publishes.map((p) => p.uri)).size;
  }
  return doc;
}

function pullAll(client) {
  client
    .request('workspace/diagnostic', { previousResultIds: [] })
    .then(({ result, t }) => {
      for (const { uri, version, items } of result.items)
        client.publish({ uri, version: version ?? undefined, diagnostics: items ?? [], t });
    })
    .catch(() => {});
}

async function type(doc, options, add) {
  const { client, sc } = doc;
  let missed = 0;
  const measure = async (name, onlyLast, ...series) => {
    // The CPU of a series, through quiet, over its keystrokes.
    const cpu = cpuMs(client.pid);
    const sent = await doc.series(...series);
    await client.quiet();
    for (const s of sent.slice(onlyLast ? -1 : 0)) {
      if (s.ms !== undefined) add(name, s.ms, 'ms');
      else if (!sc.isSilent) missed++;
      if (s.full !== undefined) add(`${name}.full`, s.full, 'ms');
    }
    add(`${name}.cpu`, (cpuMs(client.pid) - cpu) / sent.length, 'ms/key');
    await doc.reset();
  };
  const deadline = () => performance.now() + options.budget * 1000;
  await measure('type.paced', false, options.keystrokes, options.pause, deadline());
  if (options.fast) await measure('type.fast', false, options.keystrokes, options.fast, deadline());
  for (let b = 0, end = deadline(); b < options.bursts && (b < 1 || performance.now() < end); b++)
    await measure('type.burst', true, options.burstLength, options.burstPause, Infinity);
  return missed;
}

async function ask(doc, options, add) {
  const { client } = doc;
  const answers = {};
  for (const [name, [capability, method, params]] of Object.entries(REQUESTS)) {
    if (!client.capabilities[capability] && !client.dynamic.has(method)) continue;
    if (options.ask && !options.ask.includes(name)) continue;
    for (const mode of ['idle', 'edit']) {
      const end = performance.now() + (options.budget * 1000) / 4;
      for (let i = -1; i < options.requests && (i < 1 || performance.now() < end); i++) {
        const changed = mode === 'edit' ? doc.series(1, 0, Infinity) : undefined;
        const t = performance.now();
        const { result, t: answered } = await client.request(method, params(doc));
        if (i >= 0) add(`${name}.${mode}`, answered - t, 'ms'); // The first is a warm-up.
        const items = result?.items ?? result;
        answers[name] = Array.isArray(items) ? items.length : result === null ? 0 : 1;
        await changed;
        if (mode === 'idle') await sleep(20);
      }
      if (mode === 'edit') await doc.reset();
    }
  }
  return answers;
}

/** Nobody does anything: nor should the server. */
async function rest(client, { settle, idle }, add) {
  await client.quiet();
  await sleep(settle * 1000);
  const before = { cpu: cpuMs(client.pid), naps: naps(client.pid), t: performance.now() };
  await sleep(idle * 1000);
  const seconds = (performance.now() - before.t) / 1000;
  add('idle.cpu', (cpuMs(client.pid) - before.cpu) / seconds, 'ms/s');
  add('idle.wakeups', (naps(client.pid) - before.naps) / seconds, '1/s');
}
