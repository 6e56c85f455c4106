import { button, h, say, show } from './element.js';

/** Names that stand in a list, and a field for more: instance types, and blocks of subnets. */
export interface Chooser {
  readonly element: HTMLElement;
  /** `isChosen`: the names are the user's, not those in sight. */
  update(names: readonly string[], isChosen: boolean): void;
  /** What the field proposes. */
  offer(names: readonly string[]): void;
}

interface Texts {
  readonly id: string;
  readonly label: string;
  readonly placeholder: string;
  /** Spoken of one name: `Show m5.large first`; absent: a name does nothing. */
  readonly first?: (name: string) => string;
  /** Goes back to those in sight. */
  readonly back: string;
  /** A name as it is typed in; `why` it is not taken. `known`: what the field proposes. */
  readonly read?: (typed: string, known: readonly string[]) => Typed;
}

export type Typed = { readonly name: string } | { readonly why: string };

/** `choose` is told all names, none of them for those in sight. The first one is in focus. */
export function createChooser(texts: Texts, choose: (names: readonly string[]) => void): Chooser {
  const { id, label, placeholder, first, back, read = (name): Typed => ({ name }) } = texts;
  let known: readonly string[] = [];
  let present: readonly string[] = [];
  const list = h('ul', { class: 'chips', 'aria-label': label, hidden: true });
  const options = h('datalist', { id: `${id}-options` });
  const input = h('input', {
    id,
    type: 'text',
    list: `${id}-options`,
    placeholder,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': `${id}-wrong`,
  });
  const wrong = h('p', { id: `${id}-wrong`, class: 'wrong', role: 'status' });
  const complain = (texts: readonly string[]) => {
    say(wrong, texts.join(' '));
    input.setAttribute('aria-invalid', String(texts.length > 0));
  };
  input.addEventListener('input', () => complain([]));
  const add = h('button', { type: 'submit', class: 'secondary' }, 'Add');
  const inSight = button(
    back,
    () => {
      complain([]);
      choose([]);
      input.focus();
    },
    { class: 'secondary', hidden: true },
  );
  const form = h('form', { class: 'adding' }, input, add, inSight);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = input.value.split(/[\s,;]+/).filter(Boolean);
    const readings = typed.map((text) => ({ text, reading: read(text, known) }));
    const names = readings.flatMap(({ reading }) => ('name' in reading ? reading.name : []));
    // What is not taken stays to be mended.
    input.value = readings.flatMap(({ text, reading }) => ('why' in reading ? text : [])).join(' ');
    complain(readings.flatMap(({ reading }) => ('why' in reading ? reading.why : [])));
    if (names.length > 0) choose([...new Set([...names, ...present])]);
  });
  const element = h('div', { class: 'chooser' }, h('label', { for: id }, label), list, form, wrong, options);

  const chip = (name: string, index: number): HTMLElement => {
    const isFirst = index === 0;
    const text = first
      ? button(name, () => choose([name, ...present.filter((each) => each !== name)]), {
          class: 'name',
          title: first(name),
          'aria-pressed': String(isFirst),
        })
      : h('span', { class: 'name' }, name);
    const remove = button(
      '×',
      () => {
        choose(present.filter((each) => each !== name));
        input.focus();
      },
      { class: 'icon', 'aria-label': `Remove ${name}`, title: `Remove ${name}` },
    );
    return h(
      'li',
      { class: isFirst && first ? 'chip first' : 'chip' },
      text,
      ...(present.length > 1 ? [remove] : []),
    );
  };

  return {
    element,
    update(names, isChosen) {
      show(inSight, isChosen);
      if (names.join('\n') === present.join('\n')) return;
      const focused = list.contains(document.activeElement) ? document.activeElement?.textContent : undefined;
      present = names;
      list.replaceChildren(...names.map(chip));
      show(list, names.length > 0);
      // The chip that was pressed has moved to the front.
      if (focused === undefined) return;
      const again = [...list.querySelectorAll('button')].find((each) => each.textContent === focused);
      (again ?? input).focus();
    },
    offer(names) {
      known = names;
      options.replaceChildren(...names.map((name) => h('option', { value: name })));
    },
  };
}
