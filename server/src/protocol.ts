/** Requests of ours beside LSP. Types and names only: all that a client may import from the server. */

export const INSTANCE_TYPES = 'vpcCni/instanceTypes';
export const STATUS = 'vpcCni/status';

export interface DocumentParams {
  readonly uri: string;
}

export type { InstanceTypeRow, Status } from './core/features/status.js';
