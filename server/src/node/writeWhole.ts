import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/**
 * Puts new content in the place of a file's at once: whoever reads it sees the old or the new, and nothing is lost half-way. A link
 * stays one, what it leads to is written, there or not. Mode and owner stay. Throws as `fs` does.
 */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const target = endOf(file);
  const before = statSync(target, { throwIfNoEntry: false });
  // A device would be replaced by a file.
  if (before && !before.isFile() && !before.isDirectory()) throw new Error('not a regular file');
  // Its folder would let it be replaced all the same.
  if (before) accessSync(target, constants.W_OK);
  // Nobody reads what few may read before it has its mode.
  const draft = draftBeside(target, before ? 0o600 : 0o666);
  try {
    fill(draft.descriptor, content, before);
    renameSync(draft.name, target);
  } catch (error) {
    rmSync(draft.name, { force: true });
    throw error;
  }
}

/** What links lead to, the last of which may lead to nothing yet. */
function endOf(file: string): string {
  try {
    return realpathSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const next = linkIn(file);
    return next === undefined ? file : endOf(path.resolve(realpathSync(path.dirname(file)), next));
  }
}

function linkIn(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}

const MOST_DRAFTS = 100;

/** A new file; one of that name is somebody else's. */
function draftBeside(target: string, mode: number): { readonly name: string; readonly descriptor: number } {
  for (let n = 1; ; n++) {
    const name = `${target}.${process.pid}${n === 1 ? '' : `-${n}`}.tmp`;
    try {
      return { name, descriptor: openSync(name, 'wx', mode) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || n === MOST_DRAFTS) throw error;
    }
  }
}

function fill(descriptor: number, content: string | Uint8Array, before: Stats | undefined): void {
  try {
    writeFileSync(descriptor, content);
    if (!before) return;
    keepOwner(descriptor, before);
    fchmodSync(descriptor, before.mode & 0o7777);
  } finally {
    closeSync(descriptor);
  }
}

/** As far as one may. */
function keepOwner(descriptor: number, { uid, gid }: Stats): void {
  const own = fstatSync(descriptor);
  if (own.uid === uid && own.gid === gid) return;
  try {
    fchownSync(descriptor, uid, gid);
  } catch {
    // Others may write it, and only its owner may give it away.
  }
}
