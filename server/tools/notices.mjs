import { readdirSync, readFileSync } from 'node:fs';

/** The licences of the packages in these folders. A text that several have stands there once. */
export function notices(folders) {
  const byText = new Map();
  for (const { head, text } of folders.map(licenceIn)) {
    // Texts differ in where their lines break, and in their titles.
    const key = text
      .replace(/^.*\blicense\b.*\n/i, '')
      .replace(/\s+/g, ' ')
      .trim();
    byText.set(key, { text, heads: new Set(byText.get(key)?.heads).add(head) });
  }
  const texts = [...byText.values()].map(({ text, heads }) => `${[...heads].join('\n')}\n\n${text}\n`);
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

/** `head`: the package, and whose it is. */
function licenceIn(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const lines = file ? readFileSync(`${folder}/${file}`, 'utf8').trim().split(/\r?\n/) : [];
  const isCopyright = (line) => /^\s*(?:copyright|\(c\))\s*(?:\(c\)|©|\d{4})/i.test(line);
  const holders = lines.filter(isCopyright).map((line) => `  ${line.trim()}`);
  return {
    head: [`${name} ${version}: ${license}`, ...holders].join('\n'),
    text: lines
      .filter((line) => !isCopyright(line))
      .join('\n')
      .trim(),
  };
}
