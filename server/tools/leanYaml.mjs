/** YAML is read here and never written: edits are made in the text. */
export const leanYaml = {
  'yaml/browser/dist': {
    names: /^(?:stringify\w*|createStringifyContext|foldFlowLines|indentComment|lineComment)$/,
  },
};
