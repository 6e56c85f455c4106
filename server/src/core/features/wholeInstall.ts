import type { Cluster } from '../model/cluster.js';
import type { Install, Setting } from '../model/facts.js';
import { wholesIn } from '../model/layers.js';

/**
 * What a patch comes to together with what it lies on, where that is in sight and one only. Given a setting: only where that is
 * the one that counts.
 */
export function wholeOf(install: Install, { installs }: Cluster, setting?: Setting): Install {
  // Values say all that there is, until others are found that go with them.
  if (install.complete && install.form !== 'chart') return install;
  const [whole, ...others] = wholesIn(installs).get(install) ?? [];
  if (!whole || others.length > 0) return install;
  const counts = !setting || whole.containers.some(({ settings }) => settings.includes(setting));
  return counts ? whole : install;
}
