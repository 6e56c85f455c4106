import { withoutConverters } from './leanConverters.mjs';

// What the client library carries for servers of other kinds. Ours is known: what it never offers, nobody asks the client for.

/** Features by the names of their classes, all of which wait for a server that offers something, or sends registrations. */
export const NOT_OFFERED = [
  ...['WillSave', 'WillSaveWaitUntil'],
  ...['SignatureHelp', 'TypeDefinition', 'Implementation', 'Declaration', 'FoldingRange', 'SelectionRange'],
  ...['DocumentFormatting', 'DocumentRangeFormatting', 'DocumentOnTypeFormatting', 'LinkedEditing'],
  ...['ColorProvider', 'CallHierarchy', 'TypeHierarchy', 'SemanticTokens', 'InlineValue'],
  ...['InlineCompletionItem', 'TextDocumentContent', 'ExecuteCommand'],
  ...['DidCreateFiles', 'DidRenameFiles', 'DidDeleteFiles'],
  ...['WillCreateFiles', 'WillRenameFiles', 'WillDeleteFiles'],
];

/** The pulling of diagnostics listens to it, so it stays, and is silent: our server is sent no notebooks. */
const SILENT_NOTEBOOKS = `
const protocol_1 = require("vscode-languageserver-protocol");
const silent = () => ({ dispose() {} });
class NotebookDocumentSyncFeature {
  static CellScheme = 'vscode-notebook-cell';
  registrationType = protocol_1.NotebookDocumentSyncRegistrationType.type;
  onOpenNotificationSent = silent;
  onChangeNotificationSent = silent;
  onCloseNotificationSent = silent;
  onSaveNotificationSent = silent;
  fillClientCapabilities() {}
  preInitialize() {}
  initialize() {}
  register() {}
  unregister() {}
  getState() { return { kind: 'static' }; }
  handles() { return false; }
  getProvider() { return undefined; }
  clear() {}
}
exports.NotebookDocumentSyncFeature = NotebookDocumentSyncFeature;
`;

/** Selectors of ours name languages; where one had a pattern, it would have to be compared here. */
const NO_PATTERNS = `
exports.matchGlobPattern = matchGlobPattern;
function matchGlobPattern() { return false; }
`;

/** By the ends of the files' paths: how each is changed before it is read. */
export const leanClient = {
  'vscode-languageclient/lib/common/client.js': (code) => NOT_OFFERED.reduce(withoutFeature, code),
  'vscode-languageclient/lib/common/codeConverter.js': withoutConverters,
  'vscode-languageclient/lib/common/protocolConverter.js': withoutConverters,
  'vscode-languageclient/lib/common/notebook.js': () => SILENT_NOTEBOOKS,
  'vscode-languageclient/lib/common/utils/globPattern.js': () => NO_PATTERNS,
  'vscode-languageclient/lib/node/main.js': withoutVersionCheck,
};

function withoutFeature(code, name) {
  const line = new RegExp(`^ *this\\.registerFeature\\(new \\w+\\.${name}Feature\\(this\\)\\);\\n`, 'm');
  if (!line.test(code)) throw new Error(`no ${name}Feature`);
  return code.replace(line, '');
}

/** VS Code starts no extension whose \`engines\` ask for a newer one, and ours ask for more than the library does. */
function withoutVersionCheck(code) {
  const method = /^ {4}checkVersion\(\) \{\n[\s\S]*?^ {4}\}\n/m;
  if (!method.test(code)) throw new Error('no checkVersion');
  return code.replace(method, '    checkVersion() {}\n').replace(/^const semver\w+ = require\(.*\n/gm, '');
}
