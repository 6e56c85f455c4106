import type { Question, Reply } from '../src/explorer/messages.js';
import { type Choices, readChoices } from './choices.js';

/** The extension behind the page, and what VS Code keeps for it. */
export interface Host {
  send(question: Question): void;
  listen(hear: (reply: Reply) => void): void;
  readonly kept: Choices;
  keep(choices: Choices): void;
}

/** Given to each webview by VS Code, once. */
declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

export function connect(): Host {
  const api = acquireVsCodeApi();
  return {
    send: (question) => api.postMessage(question),
    // Only VS Code can reach the page.
    listen: (hear) => window.addEventListener('message', ({ data }: MessageEvent<Reply>) => hear(data)),
    kept: readChoices(api.getState()),
    keep: (choices) => api.setState(choices),
  };
}
