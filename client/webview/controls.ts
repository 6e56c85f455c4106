import type { Control, Exploration } from '../../server/src/protocol.js';
import { button, h, say, show } from './element.js';
import { createOutcome, type Outcome } from './outcome.js';
import { NOT_SET } from './words.js';

type Tried = Exploration['controls'][number]['name'];
export type Values = Readonly<Partial<Record<Tried, string>>>;

export interface Controls {
  readonly element: HTMLElement;
  /** What came of Apply, beside it. */
  readonly outcome: Outcome;
  /** `tried` is what the user wants by now, which the answer may not know yet. */
  update(exploration: Exploration, tried: Values): void;
}

export interface ControlActs {
  tryOut(name: Tried, value: string | undefined): void;
  reset(): void;
  apply(): void;
  /** Opens the manifest that was applied to. */
  showApplied(): void;
}

/** Switches and sliders for what aws-node reads. They are made once and then kept: one may be held by the mouse. */
export function createControls(acts: ControlActs): Controls {
  const made = new Map<string, Row>();
  const list = h('div', { class: 'controls' });
  const reset = button('Reset', acts.reset, { class: 'secondary', 'aria-disabled': 'true' });
  const apply = button('Apply', acts.apply, { 'aria-disabled': 'true', 'aria-describedby': 'apply-note' });
  const note = h('p', { id: 'apply-note', class: 'note' });
  const outcome = createOutcome(acts.showApplied);
  const element = h(
    'section',
    { class: 'panel configuration', 'aria-labelledby': 'configuration-title' },
    h('h2', { id: 'configuration-title' }, 'Configuration'),
    list,
    h('div', { class: 'applying' }, h('div', { class: 'buttons' }, apply, reset), note, outcome.element),
  );
  return {
    element,
    outcome,
    update({ controls, canApply, cannotApply = '' }, tried) {
      const names = new Set<string>(controls.map(({ name }) => name));
      for (const [name, { element }] of made) {
        if (names.has(name)) continue;
        element.remove();
        made.delete(name);
      }
      for (const control of controls) {
        const present = made.get(control.name);
        const row = present?.kind === control.kind ? present : createRow(control, acts);
        if (row !== present) {
          present?.element.remove();
          made.set(control.name, row);
          list.append(row.element);
        }
        row.update(control, tried[control.name]);
      }
      const isTried = controls.some((control) => control.isTried);
      reset.setAttribute('aria-disabled', String(!isTried));
      apply.setAttribute('aria-disabled', String(!isTried || !canApply));
      say(
        note,
        canApply
          ? isTried
            ? 'Apply writes what is tried into the manifest, as one edit that can be undone.'
            : 'Nothing is tried out: the pictures show what is in effect.'
          : cannotApply,
      );
    },
  };
}

interface Row {
  readonly kind: Control['kind'];
  readonly element: HTMLElement;
  update(control: Control, tried: string | undefined): void;
}

function createRow(control: Control, acts: ControlActs): Row {
  const { name, kind } = control;
  const id = `control-${name}`;
  const input =
    kind === 'switch'
      ? h('input', { type: 'checkbox', role: 'switch', id, 'aria-describedby': `${id}-note` })
      : h('input', { type: 'range', id, step: '1', 'aria-describedby': `${id}-note` });
  const value = h('output', { for: id, class: 'value' });
  const back = button('↺', () => takeBack(), {
    class: 'icon',
    'aria-label': `Reset ${name}`,
    title: 'Back to what is in effect',
    hidden: true,
  });
  const note = h('p', { id: `${id}-note`, class: 'note' });
  const label = h(
    'label',
    { for: id },
    h('code', {}, ...name.split(/(?<=_)/).flatMap((part) => [part, h('wbr')])),
  );
  const element = h('div', { class: `control ${kind}` }, label, back, value, input, note);
  const takeBack = () => {
    acts.tryOut(name, undefined);
    // The button goes away.
    input.focus();
  };
  const shown = () => (kind === 'switch' ? String(input.checked) : input.value);
  const sayValue = (text: string) => {
    say(value, text);
    if (kind === 'target') input.setAttribute('aria-valuetext', text);
  };
  input.addEventListener('input', () => {
    sayValue(valueText({ ...control, value: shown(), isSet: true }));
    acts.tryOut(name, shown());
  });
  return {
    kind,
    element,
    update(control, tried) {
      const { value: answered, min = 0, max = 1, isTried, isFixed, written, remark } = control;
      const text = tried ?? answered;
      if (kind === 'switch') input.checked = text === 'true';
      else {
        if (input.min !== String(min)) input.min = String(min);
        if (input.max !== String(max)) input.max = String(max);
        if (input.value !== text) input.value = text;
      }
      input.disabled = isFixed;
      sayValue(valueText({ ...control, value: text, isSet: control.isSet || text !== answered }));
      element.classList.toggle('tried', isTried);
      show(back, isTried && !isFixed);
      const origin = written === undefined ? 'default' : `written: ${written}`;
      say(note, [isTried ? `tried (${origin})` : origin, remark].filter(Boolean).join(' · '));
    },
  };
}

/** What a control stands at. */
const valueText = ({ kind, value, isSet }: Control): string => {
  if (value === '') return 'not known';
  if (kind === 'switch') return value === 'true' ? 'on' : 'off';
  return isSet ? value : NOT_SET;
};
