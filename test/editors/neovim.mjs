import { existsSync } from 'node:fs';
import { run } from '../../client/tools/process.mjs';

const PLACES = ['/usr/bin/nvim', '/usr/local/bin/nvim', '/opt/homebrew/bin/nvim'];

export const findNeovim = () => [process.env.NEOVIM_PATH, ...PLACES].find((file) => file && existsSync(file));

/** Installs Neovim where that needs no questions: as root on Debian and its relatives. */
export async function setUpNeovim({ log = console.log, signal } = {}) {
  if (findNeovim()) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error('no Neovim: install one (Debian: apt-get install neovim) or name it in NEOVIM_PATH');
  }
  log('Neovim: installing with apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Another stage may install something, too.
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  await run('apt-get', [...wait, 'update'], { env, signal });
  await run('apt-get', [...wait, 'install', '-y', '--no-install-recommends', 'neovim'], { env, signal });
}
