import { h, say } from './element.js';

/** A whole number that may be left out. */
export interface NumberField {
  readonly element: HTMLElement;
  /** `remark`: what is to be said of the number; '' for nothing. */
  update(value: number | undefined, remark: string): void;
}

/** The server takes no more. */
const MOST = 1000;

export function createNumberField(
  id: string,
  label: string,
  placeholder: string,
  choose: (value: number | undefined) => void,
): NumberField {
  const input = h('input', {
    id,
    type: 'number',
    min: '0',
    max: String(MOST),
    step: '1',
    placeholder,
    'aria-describedby': `${id}-wrong`,
  });
  const wrong = h('p', { id: `${id}-wrong`, class: 'wrong', role: 'status' });
  let remark = '';
  const isWrong = () =>
    input.validity.badInput || (input.value !== '' && numberOf(input.value) === undefined);
  const put = () => {
    input.setAttribute('aria-invalid', String(isWrong()));
    say(wrong, isWrong() ? `This takes whole numbers from 0 to ${MOST}: it counts for nothing.` : remark);
  };
  input.addEventListener('input', () => {
    choose(numberOf(input.value));
    put();
  });
  return {
    element: h('div', { class: 'field' }, h('label', { for: id }, label), input, wrong),
    update(value, newRemark) {
      remark = newRemark;
      if (document.activeElement !== input && !isWrong())
        input.value = value === undefined ? '' : String(value);
      put();
    },
  };
}

/** Undefined: none, or none that can be asked about. */
export function numberOf(text: string): number | undefined {
  return /^\d{1,4}$/.test(text) && Number(text) <= MOST ? Number(text) : undefined;
}
