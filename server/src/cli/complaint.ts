import { visible } from './output.js';

/** Why something cannot be done; `file`: which one cannot be read or written. */
export interface Complaint {
  readonly file?: string;
  readonly message: string;
}

export const told = ({ file, message }: Complaint): string =>
  file === undefined ? message : `${file}: ${message}`;

export function tellAll(complaints: readonly Complaint[]): void {
  for (const complaint of complaints) tell(told(complaint));
}

/** A remark beside the output, on one line whatever names it holds. */
export const tell = (text: string): void => void process.stderr.write(`vpc-cni: ${visible(text)}\n`);
