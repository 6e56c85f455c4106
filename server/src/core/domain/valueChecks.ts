// What is wrong with the values of single variables, beyond what their kind tells. Rows of variables.ts name them.
import { atoi, parseIntBase0 } from './goParse.js';
import { clamp, closest, conflistFaults, fault, fine } from './readings.js';
import type { Fault, Reading, Variable } from './variable.js';
import { atLeast, before } from './versions.js';
import { ZONE_LABELS } from './zone.js';

export const EMPTY_ENDPOINT =
  'is empty but set, so the address of the API server is replaced by nothing and the client tries localhost; remove the variable.';
export const NO_COOLDOWN =
  'lets a new pod have an address at once, so it may receive traffic meant for the old pod; keep some seconds.';
export const NO_INTERVAL = 'is below 1: cni-metrics-helper runs but collects nothing.';

/** EC2 refuses some tags, and ipamd tags attached ENIs when it starts. The plugin itself drops the reserved ones first. */
export function tagFault(key: string, value: string): Pick<Fault, 'effect' | 'message'> | undefined {
  if (key.includes('k8s.amazonaws.com')) {
    return {
      effect: 'drops-item',
      message: 'contains k8s.amazonaws.com, which is reserved: the plugin drops this tag.',
    };
  }
  const refused = (why: string) => ({
    effect: 'exits' as const,
    message: `${why}: EC2 refuses the tag, and ipamd exits.`,
  });
  if (key.startsWith('aws:')) return refused('starts with aws:, which is reserved');
  // EC2 counts characters, not UTF-16 units.
  if ([...key].length > 128) return refused('is longer than the 128 characters of a tag key');
  if ([...value].length > 256) return refused('has a value of more than 256 characters');
  if (key === 'eks:eni:owner') {
    return {
      effect: 'taken',
      message:
        'replaces the owner tag that the plugin itself sets when CLUSTER_NAME is set; choose another key.',
    };
  }
  return undefined;
}

/** Reaches the EC2 client up to 1.19.3. */
export function endpointFaults(_url: string, version: string | undefined): readonly Fault[] {
  const message =
    'no longer reaches the EC2 client, which calls the usual address; AWS_ENDPOINT_URL_EC2, read by the AWS SDK, does.';
  return atLeast(version, '1.19.4') ? [fault('taken', message)] : [];
}

/** Before 1.16.4: the nearest MTU, or the default, and a log line. As networkutils' GetEthernetMTU. */
export function readOldMtu(written: string): Reading<number> {
  if (written === '') return fine(9001);
  const mtu = atoi(written);
  const value = mtu === undefined ? 9001 : clamp(mtu, 576, 9001);
  if (value === mtu) return fine(value);
  const wrong = mtu === undefined ? 'is not a whole number' : 'is not between 576 and 9001';
  const message = `${wrong}; ${value} is used, and from 1.16.4 on aws-node exits.`;
  return { value, faults: [fault('default', message, [`${value}`])] };
}

const MARK = 0x80;
const KUBE_PROXY_MARKS = 0xc000n;

/** As networkutils' getConnmark. */
export function readMark(written: string | undefined, version?: string): Reading<number> {
  if (written === undefined || written === '' || before(version, '1.2.0')) return fine(MARK);
  const mark = parseIntBase0(written);
  if (mark === undefined || mark < 1 || mark > 0xffff_ffff) {
    const trimmed = written.trim();
    const safe = trimmed !== written && readMark(trimmed).faults.length === 0;
    const wrong = mark === undefined ? 'is not a number' : 'is not between 1 and 0xffffffff';
    const message = `${wrong}; 0x80, the default, is used.`;
    return { value: MARK, faults: [fault('default', message, [safe ? trimmed : '0x80'], { safe })] };
  }
  const shared = (BigInt(mark) & KUBE_PROXY_MARKS) !== 0n;
  const message =
    'shares bits with 0x4000 or 0x8000, the marks of kube-proxy, so each mistakes packets of the other for its own.';
  return { value: mark, faults: shared ? [fault('taken', message, ['0x80'])] : [] };
}

/** Interfaces that a node has of its own. The rules for pods match by prefix. */
const HOST_INTERFACES = ['lo', 'eth0', 'eth1', 'eth2', 'ens5', 'ens6', 'enX0', 'vlan', 'veth', 'docker0'];

export function vethFaults(prefix: string, version: string | undefined): readonly Fault[] {
  if (prefix === '') {
    return [
      fault(
        'taken',
        'is empty, so the rules for pods match every interface of the node; write eni, the default.',
        ['eni'],
      ),
    ];
  }
  if (utf8Length(prefix) > 4) {
    const shorter = /^[\da-z]{4}/i.exec(prefix)?.[0];
    const better = shorter && vethFaults(shorter, version).length === 0 ? shorter : 'eni';
    return [fault('exits', 'is longer than four bytes; aws-node exits when it starts.', [better])];
  }
  if (['eth', 'lo', 'vlan'].includes(prefix)) {
    return [fault('exits', 'belongs to interfaces of the node; aws-node exits when it starts.', ['eni'])];
  }
  const broken = conflistFaults(prefix, version);
  if (broken.length > 0) return broken;
  const other = HOST_INTERFACES.find((name) => name.startsWith(prefix));
  const message = `also begins names such as ${other}, so the rules for pods match interfaces of the node.`;
  return other ? [fault('taken', message, ['eni'])] : [];
}

const utf8Length = (written: string): number =>
  [...written].reduce((sum, character) => sum + bytes(character.codePointAt(0) ?? 0), 0);

const bytes = (codePoint: number): number =>
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x1_0000 ? 3 : 4;

const isStdout = (path: string): boolean => path.toLowerCase() === 'stdout';

export function pluginLogFaults(path: string, version: string | undefined): readonly Fault[] {
  const better = ['/var/log/aws-routed-eni/plugin.log', 'stderr'];
  // The script before 1.13.0 looked at the lower-cased text.
  if (path === 'stdout' || (isStdout(path) && before(version, '1.13.0'))) {
    return [
      fault('exits', 'would mix log lines into the answer to the container runtime; aws-node exits.', better),
    ];
  }
  if (isStdout(path)) return [fault('taken', `${MIXED} aws-node refuses only the lower-case word.`, better)];
  const broken = conflistFaults(path, version);
  return broken.length > 0 ? broken : nodePathFaults(path);
}

const MIXED =
  'makes the plugin log to standard output, where log lines spoil its answer to the container runtime and pods fail.';

/** The file goes into the conflist of one kind of cluster only. */
export function egressLogFaults(family: string, byDefault: string) {
  return (path: string, version: string | undefined): readonly Fault[] => {
    if (isStdout(path)) return [fault('taken', MIXED, [byDefault, 'stderr'])];
    const message = `holds a character that breaks the generated conflist, so in ${family} clusters aws-node exits; leave out quotes and backslashes.`;
    return conflistFaults(path, version).length > 0
      ? [fault('taken', message, [byDefault])]
      : nodePathFaults(path);
  };
}

function nodePathFaults(path: string): readonly Fault[] {
  const message =
    'begins with /host, but the plugin runs on the node, which has no such directory; leave /host out.';
  return path.startsWith('/host/')
    ? [fault('taken', message, [path.slice('/host'.length)], { safe: true })]
    : [];
}

export function emptyPathFaults(harm: string, byDefault: string) {
  return (path: string): readonly Fault[] =>
    path === '' ? [fault('taken', `is empty: ${harm}.`, [byDefault])] : [];
}

const ZONE = 'topology.kubernetes.io/zone';

export function nodeKeyFaults(key: string): readonly Fault[] {
  if (key === 'failure-domain.beta.kubernetes.io/zone') {
    // The node controller of Kubernetes still writes it beside the other.
    const message =
      'is the deprecated label of zones, and nodes that come without it find no ENIConfig but the one named default.';
    return [fault('taken', message, [ZONE], { safe: true, works: true })];
  }
  if (NODE_KEY.test(key)) return [];
  const trimmed = key.trim();
  const suggestions = NODE_KEY.test(trimmed) ? [trimmed] : [];
  return [
    fault('taken', 'cannot be the key of a label or annotation, so no node matches.', suggestions, {
      safe: true,
    }),
  ];
}

/** As `nodeKeyFaults`, and for labels of zones that are misspelt: only Kubernetes has labels of such names. */
export function nodeLabelFaults(key: string): readonly Fault[] {
  const near = ZONE_LABELS.includes(key) ? undefined : closest(key, ZONE_LABELS);
  // Below the right domain there may be other short words one day.
  if (!near || !NODE_KEY.test(key) || !closest(key.slice(key.indexOf('/') + 1), ['zone'], 1))
    return nodeKeyFaults(key);
  const message = `is nearly ${near}, and no node has such a label, unless somebody misspelt it there, too: it chooses no ENIConfig, and pods get the one named default or, without that, no address.`;
  return [fault('taken', message, [ZONE])];
}

/** Key of a label or annotation: a name, perhaps behind a domain and a slash. */
const NODE_KEY = /^(?:[a-z\d](?:[-.a-z\d]{0,251}[a-z\d])?\/)?[A-Za-z\d](?:[-\w.]{0,61}[A-Za-z\d])?$/;

const OPEN =
  'is open to the network, so anyone who reaches the node can read the addresses of its pods; listen on 127.0.0.1.';

export function bindFaults(address: string): readonly Fault[] {
  const loopback = '127.0.0.1:61679';
  if (address === '')
    return [fault('taken', `is empty: a random port on all interfaces ${OPEN}`, [loopback])];
  if (address.startsWith('unix:')) return [];
  const [, host, port] = /^(\[[^[\]]*\]|[^:]*):([^:]*)$/.exec(address) ?? [];
  if (host === undefined) {
    return [
      fault(
        'taken',
        'is not host:port; listening fails and is tried again for ever, so there is no debug endpoint.',
        [loopback],
      ),
    ];
  }
  const closed = host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
  return closed ? [] : [fault('taken', OPEN, [/^\d+$/.test(port ?? '') ? `127.0.0.1:${port}` : loopback])];
}

export function nodeNameFaults(name: string): readonly Fault[] {
  if (name === '')
    return [
      fault(
        'exits',
        'is empty, so the node cannot be looked up and ipamd exits; take it from the field spec.nodeName.',
      ),
    ];
  return [
    fault(
      'taken',
      'is the same on every node, so all but one look up the wrong node; take it from the field spec.nodeName.',
    ),
  ];
}

/** The scripts before 1.13.0 wanted the very text `true`; ipamd did not. */
export function withScriptCheck(variable: Variable<boolean>): Variable<boolean> {
  return {
    ...variable,
    read(written, version) {
      const reading = variable.read(written, version);
      if (!reading.value || written === 'true' || !before(version, '1.13.0')) return reading;
      const message =
        'is true to ipamd only: before 1.13.0 the scripts of both containers want the exact text true.';
      return { value: true, faults: [fault('taken', message, ['true'])] };
    },
  };
}
