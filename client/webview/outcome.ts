import { button, h, say, show } from './element.js';

/** What came of Apply: which file was edited, or why none was. */
export interface Outcome {
  readonly element: HTMLElement;
  applied(to: { readonly file: string; readonly isSaved: boolean }): void;
  refused(why: string): void;
  clear(): void;
}

export function createOutcome(open: () => void): Outcome {
  const text = h('span', {});
  const link = button('Open', open, { class: 'link' });
  // The region is there before its text: else nothing would be read out.
  const element = h('p', { class: 'outcome', hidden: true }, text, ' ', link);
  const region = h('div', { role: 'status' }, element);
  const put = (said: string, isRefusal: boolean) => {
    element.classList.toggle('refusal', isRefusal);
    say(text, said);
    show(link, !isRefusal);
    show(element, said !== '');
  };
  return {
    element: region,
    applied({ file, isSaved }) {
      put(`Applied to ${file}${isSaved ? '' : ' (not saved)'}. Undo there takes it back.`, false);
      link.setAttribute('aria-label', `Open ${file}`);
    },
    refused: (why) => put(why, true),
    clear: () => put('', false),
  };
}
