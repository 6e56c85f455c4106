import { channel } from 'node:diagnostics_channel';

/** Told once the server has done what it mostly does: what V8 has compiled of it by then is worth keeping. */
export const WARM = channel('vpc-cni:warm');
