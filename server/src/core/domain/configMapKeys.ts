import { atoi, parseBool } from './goParse.js';

/** A key of the ConfigMap amazon-vpc-cni. */
export interface ConfigMapKey {
  /** `exact`: on where the text is `true`, and off for all others. */
  readonly kind: 'boolean' | 'exact' | 'integer';
  /** What its reader makes of a text that it cannot read. */
  readonly instead: string;
  /** What the chart writes where nobody says otherwise. */
  readonly chart?: string;
}

const NETWORK_POLICY: ConfigMapKey = {
  kind: 'exact',
  instead: 'the network policy controller stays off',
  chart: 'false',
};
const zero = (chart?: string): ConfigMapKey => ({
  kind: 'integer',
  instead: 'it counts as 0',
  ...(chart && { chart }),
});

/**
 * All that is read. The network policy controller compares texts; the VPC resource controller reads booleans and numbers as
 * Go does. The three `windows-` keys count where the short one of the same name is not written.
 *
 * Source: aws/amazon-network-policy-controller-k8s pkg/utils/configmap/configmap.go; aws/amazon-vpc-resource-controller-k8s
 * pkg/condition/conditions.go, pkg/config/loader.go and pkg/provider/branch/cooldown/cooldown.go.
 */
export const CONFIG_MAP_KEYS: Readonly<Record<string, ConfigMapKey>> = {
  'enable-network-policy-controller': NETWORK_POLICY,
  'enable-windows-ipam': {
    kind: 'boolean',
    instead: 'it counts as false, and pods on Windows nodes get no address',
    chart: 'false',
  },
  'enable-windows-prefix-delegation': {
    kind: 'boolean',
    instead: 'it counts as false, and Windows nodes get single addresses',
    chart: 'false',
  },
  'warm-ip-target': zero('1'),
  'minimum-ip-target': zero('3'),
  'warm-prefix-target': zero('0'),
  'windows-warm-ip-target': zero(),
  'windows-minimum-ip-target': zero(),
  'windows-warm-prefix-target': zero(),
  'branch-eni-cooldown': { kind: 'integer', instead: 'the default of 60 seconds is used', chart: '60' },
};

export const configMapKey = (name: string): ConfigMapKey | undefined =>
  Object.hasOwn(CONFIG_MAP_KEYS, name) ? CONFIG_MAP_KEYS[name] : undefined;

/** What its reader makes of the text; undefined where it cannot read it. */
export function configMapValue({ kind }: ConfigMapKey, text: string): boolean | number | undefined {
  switch (kind) {
    case 'exact':
      return text === 'true' ? true : isOff(text) ? false : undefined;
    case 'boolean':
      return parseBool(text);
    case 'integer':
      return atoi(text);
  }
}

/** What somebody means who writes a text that is not read. */
export function configMapMeaning({ kind }: ConfigMapKey, text: string): string | undefined {
  const plain = text.trim().toLowerCase();
  if (kind === 'integer') {
    const number = /^[+-]?\d+(?:\.0*)?$/.test(plain) ? Number(plain) : Number.NaN;
    return Number.isSafeInteger(number) ? String(number) : undefined;
  }
  if (/^(?:1|t|y|yes|true|on|enabled?)$/.test(plain)) return 'true';
  return isOff(text) ? 'false' : undefined;
}

const isOff = (text: string): boolean =>
  /^(?:0|f|n|no|false|off|disabled?|)$/.test(text.trim().toLowerCase());
