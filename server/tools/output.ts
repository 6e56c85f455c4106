/** A generated file, relative to the project's folder. */
export interface Output {
  readonly file: string;
  readonly text: string;
}
