import { swatch } from './drawing.js';
import { svg } from './element.js';
import type { LegendEntry, Picture } from './picture.js';

/** What a picture looks like, as the page shows it: written into each element, since the stylesheet stays behind. */
const STYLES = [
  'fill-opacity',
  'fill',
  'stroke-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
];
const EDGE = 16;
const LINE = 22;

/**
 * Pictures under each other as one SVG that needs nothing else: colours, fonts and legends are in it. `host` is an element of the page,
 * where styles are found out.
 */
export function standalone(
  host: HTMLElement,
  heading: string,
  pictures: readonly (Picture & { readonly title: string })[],
): string {
  const parts: SVGElement[] = [];
  const width = Math.max(320, ...pictures.map((each) => widthOf(each.svg)));
  let y = EDGE + 14;
  const write = (text: string, mark: string) => {
    for (const words of wrapped(text, width)) {
      parts.push(svg('text', { class: mark, x: 0, y }, words));
      y += LINE;
    }
  };
  write(heading, 'title');
  for (const { title, legend, svg: picture } of pictures) {
    write(title, 'heading');
    for (const entry of legend) {
      parts.push(legendLine(entry, y));
      y += LINE;
    }
    const copy = picture.cloneNode(true) as SVGSVGElement;
    copy.setAttribute('y', String(y - 8));
    parts.push(copy);
    y += Number(picture.getAttribute('height')) + EDGE;
  }
  const size = { width: width + 2 * EDGE, height: y };
  const root = svg(
    'svg',
    { class: 'plot saved', ...size, viewBox: `0 0 ${size.width} ${size.height}` },
    svg('title', {}, heading),
    svg('rect', { class: 'background', width: '100%', height: '100%' }),
    svg('g', { transform: `translate(${EDGE},0)` }, ...parts),
  );
  host.append(root);
  try {
    // From the inside out: what is around an element still has its class.
    const elements = [root, ...root.querySelectorAll<SVGElement>('*')];
    for (const element of elements.reverse()) writeStyles(element);
  } finally {
    root.remove();
  }
  return `${new XMLSerializer().serializeToString(root)}\n`;
}

const widthOf = (picture: SVGSVGElement): number => Number(picture.getAttribute('width'));

function legendLine({ mark, shape, text }: LegendEntry, y: number): SVGElement {
  const drawn = swatch(mark, shape);
  drawn.setAttribute('y', String(y - 11));
  return svg('g', {}, drawn, svg('text', { class: 'label', x: 32, y }, text));
}

function writeStyles(element: SVGElement): void {
  const style = getComputedStyle(element);
  const outer = element.parentElement?.closest('.saved')
    ? getComputedStyle(element.parentElement)
    : undefined;
  for (const name of STYLES) {
    const value = style.getPropertyValue(name);
    // What stands there may be `currentColor`, which would be another one elsewhere.
    if (value === outer?.getPropertyValue(name) && !element.hasAttribute(name)) continue;
    const [colour, opacity] = plainColour(value);
    element.setAttribute(name, colour);
    if (opacity !== undefined) element.setAttribute(`${name}-opacity`, opacity);
  }
  element.removeAttribute('class');
}

/** Mixed colours are written in a way that only browsers know: here as all viewers do, with the opacity apart. */
function plainColour(value: string): readonly [colour: string, opacity?: string | undefined] {
  const found = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)$/.exec(value);
  if (!found) return [value];
  const [, red, green, blue, opacity] = found;
  const parts = [red, green, blue].map((part) => Math.round(255 * Number(part)));
  return [`rgb(${parts.join(', ')})`, opacity];
}

/** Lines of a text that fit into so many pixels. */
function wrapped(text: string, width: number): string[] {
  const letters = Math.floor(width / 7);
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + word.length < letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
