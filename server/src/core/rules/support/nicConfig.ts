import type { Text, Workload } from '../../model/facts.js';

/** The one value that counts. */
export const MULTI_NIC = 'multi-nic-attachment';

/** What pods ask for in the way of network cards. */
export const nicConfigOf = (workload: Workload): Text | undefined =>
  annotationOf(workload, 'k8s.amazonaws.com/nicConfig');

/** An annotation of pods. */
export const annotationOf = ({ annotations }: Workload, name: string): Text | undefined =>
  annotations.find(({ key }) => key.value === name)?.value;
