/** Requests of ours beside LSP. Types and names only: all that a client may import from the server. */

export const INSTANCE_TYPES = 'vpcCni/instanceTypes';
export const STATUS = 'vpcCni/status';
/** Sent to clients with the experimental capability of this name: what was answered about status may be old. */
export const STATUS_CHANGED = 'vpcCni/statusChanged';

export interface DocumentParams {
  readonly uri: string;
}

export type { InstanceTypeRow, Status } from './core/features/status.js';
