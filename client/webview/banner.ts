import { button, h, say, show } from './element.js';

/** What went wrong, above all else, with what can be done about it. */
export interface Banner {
  readonly element: HTMLElement;
  fail(message: string, canStart: boolean): void;
  clear(): void;
}

export function createBanner(start: () => void, again: () => void): Banner {
  const text = h('span', {});
  const startButton = button('Start the Server', start);
  const againButton = button('Try Again', again, { class: 'secondary' });
  const element = h('div', { class: 'banner', role: 'alert', hidden: true }, text, startButton, againButton);
  return {
    element,
    fail(message, canStart) {
      say(text, message);
      show(startButton, canStart);
      show(againButton, !canStart);
      show(element, true);
    },
    clear: () => show(element, false),
  };
}
