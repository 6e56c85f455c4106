#!/usr/bin/env node
// Fetches the editors that tests run, on Debian.
import { setUpNeovim } from './neovim.mjs';

await setUpNeovim();
