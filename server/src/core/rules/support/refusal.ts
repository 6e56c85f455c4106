import type { Install, Setting } from '../../model/facts.js';

/** Who looks at a setting first, and what it refuses as a whole. */
export interface Refusal {
  readonly who: string;
  readonly what: string;
}

const BY_FORM: Readonly<Record<Install['form'], Refusal>> = {
  manifest: { who: 'the API server', what: 'the DaemonSet' },
  // It puts what stands in `env` in quotes, and copies what stands in `extraEnv`.
  chart: { who: 'the API server', what: 'the DaemonSet' },
  addon: { who: 'EKS', what: 'the configuration' },
  kops: { who: 'kOps', what: 'the cluster' },
  capa: { who: 'the API server', what: 'the AWSManagedControlPlane' },
};

/** Entries of a map below Cluster API are those of the add-on that it installs. */
export const refusalOf = ({ form }: Pick<Install, 'form'>, setting: Pick<Setting, 'form'>): Refusal =>
  BY_FORM[form === 'capa' && setting.form === 'entry' ? 'addon' : form];
