/** What the kernel knows of a process and all it started. Linux only (/proc). */
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const TICK_MS = 10;

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // It has ended.
  }
}

function processTree(root) {
  const children = new Map();
  for (const pid of readdirSync('/proc').filter((name) => name > '0' && name < ':')) {
    const parent = read(`/proc/${pid}/stat`).split(') ').pop().split(' ')[1];
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const tree = [String(root)];
  for (let i = 0; i < tree.length; i++) tree.push(...(children.get(tree[i]) ?? []));
  return tree;
}

const total = (root, of) => processTree(root).reduce((sum, pid) => sum + of(pid), 0);

function threads(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).map((tid) => `/proc/${pid}/task/${tid}`);
  } catch {
    return [];
  }
}

/** ms: schedstat (ns, living threads) where it says more than stat (ticks; ended threads and children, too). */
export function cpuMs(root) {
  return total(root, (pid) => {
    const fields = read(`/proc/${pid}/stat`).split(') ').pop().split(' ');
    const ticks = fields.slice(11, 15).reduce((a, b) => a + Number(b), 0) * TICK_MS;
    const ns = threads(pid).reduce(
      (sum, thread) => sum + Number(read(`${thread}/schedstat`).split(' ')[0]),
      0,
    );
    return Math.max(ns / 1e6, ticks - 15) || 0;
  });
}

const statusNumber = (file, field) =>
  Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(read(file))?.[1] ?? 0);

/** How often threads went to sleep so far: what an idle program has of these, timers cause. */
export const naps = (root) =>
  total(root, (pid) =>
    threads(pid).reduce(
      (sum, thread) => sum + statusNumber(`${thread}/status`, 'voluntary_ctxt_switches'),
      0,
    ),
  );

export const rssMb = (root) => total(root, (pid) => statusNumber(`/proc/${pid}/status`, 'VmRSS')) / 1024;

/** The highest that the kernel saw; undefined where there are children, which do not peak at the same time. */
export const peakMb = (root) =>
  processTree(root).length === 1 ? statusNumber(`/proc/${root}/status`, 'VmHWM') / 1024 : undefined;

/** Busy CPU ms of the whole machine: what is not ours is noise. */
export function machineMs() {
  const [user, nice, system, , , irq, softirq, steal] = read('/proc/stat')
    .split('\n')[0]
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq + steal) * TICK_MS;
}

/** Waits, at most that long, until other programs leave 1.5 cores idle. */
export async function calm(seconds) {
  for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
    const busy = machineMs();
    await sleep(1000);
    if (machineMs() - busy < (cpus().length - 1.5) * 1000) return;
  }
}
