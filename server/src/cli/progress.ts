import { setImmediate } from 'node:timers/promises';
import yoctoSpinner from 'yocto-spinner';

/** Fewer files are read before anyone looks. */
const FIRST = 50;
/** After so many more the count is shown anew. */
const STEP = 20;

export interface Progress {
  readonly onFile: (count: number) => Promise<void> | undefined;
  readonly end: () => void;
}

/** Counts files on a terminal while they are read. Elsewhere nobody watches. */
export function progress(): Progress | undefined {
  const { stdout, stderr, env } = process;
  if (!stdout.isTTY || !stderr.isTTY || env.TERM === 'dumb' || 'CI' in env) return undefined;
  const spinner = yoctoSpinner({ stream: stderr });
  return {
    onFile: (count) => {
      if (count < FIRST || count % STEP !== 0) return undefined;
      if (spinner.isSpinning) spinner.text = `${count} files read`;
      else spinner.start(`${count} files read`);
      // Lets it be interrupted, too.
      return setImmediate();
    },
    end: () => void spinner.stop(),
  };
}
