// What a connection of the server library answers or asks beyond what our server offers.

/** Mixed into the connection, by the names of their functions; of each kind one part is taken out. */
export const NOT_OFFERED = [
  ...['CallHierarchy', 'TypeHierarchy', 'SemanticTokens', 'LinkedEditingRange', 'FoldingRange'],
  ...['Moniker', 'InlineValue', 'InlineCompletion', 'TextDocumentContent', 'FileOperations', 'NotebookSync'],
];

/** By the ends of the files' paths: how each is changed before it is read. */
export const leanServer = {
  'vscode-languageserver/lib/common/server.js': (code) => NOT_OFFERED.reduce(withoutFeature, code),
};

/** `const X = (0, a_1.AFeature)((0, b_1.BFeature)(_X))` without one of them. */
function withoutFeature(code, name) {
  const call = new RegExp(`\\(0, \\w+\\.${name}Feature\\)\\(`);
  if (!call.test(code)) throw new Error(`no ${name}Feature`);
  return code.replace(call, '(');
}
