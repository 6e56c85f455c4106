// node server/tools/audit.mjs [REGISTRY]     asks the registry for advisories about all packages of the lock file
//
// Ends with 1 where it knows of one that is high or critical. Where it does not answer, that is said, and nothing fails.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** What an answer of `npm audit --json` comes to. `isAnswered` false: the registry said nothing about the packages. */
export function judged(stdout) {
  const answer = parsed(stdout);
  if (!answer?.vulnerabilities || !answer.metadata?.dependencies)
    return { isAnswered: false, why: answer?.message ?? answer?.error?.summary ?? 'no answer', found: [] };
  const found = Object.values(answer.vulnerabilities)
    .filter(({ severity }) => severity === 'high' || severity === 'critical')
    .map(({ name, severity, range }) => `${severity}: ${name} ${range}`);
  return { isAnswered: true, found };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [registry] = process.argv.slice(2);
  const args = ['audit', '--json', '--package-lock-only', '--include=dev', '--fetch-retries=0'];
  const { stdout } = spawnSync('npm', [...args, ...(registry ? [`--registry=${registry}`] : [])], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 60_000,
    shell: process.platform === 'win32',
  });
  const { isAnswered, why, found } = judged(stdout ?? '');
  for (const each of found) console.error(each);
  const known = found.length > 0 ? `${found.length} packages with advisories` : 'no advisories';
  console.log(`Note: ${isAnswered ? known : `the registry could not be asked (${why})`}`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
