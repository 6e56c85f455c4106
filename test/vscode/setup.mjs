#!/usr/bin/env node
// Fetches what tests in VS Code need: its server builds, and Chromium on Debian.
//
//   node test/vscode/setup.mjs [VERSION...]     default: the oldest and the newest we support
import { NEWEST, OLDEST, setUpBuild } from './builds.mjs';
import { setUpChromium } from './chromium.mjs';

const versions = process.argv.slice(2);
for (const version of versions.length ? versions : [OLDEST, NEWEST]) await setUpBuild(version);
await setUpChromium();
