export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What a user can choose, defaults filled in. Handed down as one value; nothing reads configuration anywhere else. */
export interface Settings {
  /** Instance type to count for; '' = the types found in manifests, else m5.large. */
  readonly instanceType: string;
  /** Apply the recommended ceiling of 110 or 250 pods. */
  readonly maxPodsCeiling: boolean;
  /** Release assumed where a manifest does not tell; '' = unknown. */
  readonly cniVersion: string;
  readonly inlayHints: { readonly maxPods: boolean; readonly addresses: boolean };
  /** Severity by rule id. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
}

export const DEFAULT_SETTINGS: Settings = {
  instanceType: '',
  maxPodsCeiling: true,
  cniVersion: '',
  inlayHints: { maxPods: true, addresses: true },
  rules: {},
};
