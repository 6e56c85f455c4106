const only = (...names) => new RegExp(`^(?:${names.join('|')})$`);

/** YAML is read here, and never written, changed, walked or made values of: that is done in the text, and in a tree of our own. */
export const leanYaml = {
  'yaml/browser/dist': {
    names: only(
      'stringify\\w*|createStringifyContext|foldFlowLines|indentComment|lineComment',
      'createNode|createNodeAnchors|findNewAnchor|anchorNames',
      'visit|visitAsync|toJS|addPairToJSMap|applyReviver',
      // Types of scalars: `failsafe`, the only schema asked for, knows none.
      'schema|boolTag|nullTag|float|floatExp|floatNaN|floatTime|int|intOct|intHex|intTime',
    ),
  },
};
