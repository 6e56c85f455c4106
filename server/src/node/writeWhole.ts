import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';

/**
 * Puts new content in the place of a file's at once: whoever reads it sees the old or the new, and nothing is lost half-way. A link
 * stays one, what it leads to is written. Mode and owner stay. Throws as `fs` does.
 */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const target = existsSync(file) ? realpathSync(file) : file;
  const before = existsSync(file) ? statSync(target) : undefined;
  // Its folder would let it be replaced all the same.
  if (before) accessSync(target, constants.W_OK);
  const draft = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, content, { flag: 'wx' });
    if (before) {
      chmodSync(draft, before.mode & 0o7777);
      keepOwner(draft, before);
    }
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** As far as one may. */
function keepOwner(draft: string, { uid, gid }: { readonly uid: number; readonly gid: number }): void {
  const own = statSync(draft);
  if (own.uid === uid && own.gid === gid) return;
  try {
    chownSync(draft, uid, gid);
  } catch {
    // Others may write it, and only its owner may give it away.
  }
}
