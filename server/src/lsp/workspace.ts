import type { RemoteConsole, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyze } from '../core/analysis.js';
import { typesInSight } from '../core/features/nodes.js';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.js';
import { WorkspaceIndex } from './workspaceIndex.js';

/** An open text and all that is known of it. */
export interface Opened {
  readonly document: TextDocument;
  readonly analysis: Analysis;
}

/** The only mutable state of the server: analyses by document, made when first asked for, what other files say, and the settings. */
export class Workspace {
  readonly #documents: TextDocuments<TextDocument>;
  readonly #console: RemoteConsole;
  readonly #analyses = new Map<string, { readonly analysis: Analysis; readonly version: number }>();
  readonly index = new WorkspaceIndex();
  #settings: Settings = DEFAULT_SETTINGS;
  #tell: (uris: readonly string[]) => void = () => {};
  #told = 0;
  #isTelling = false;

  constructor(documents: TextDocuments<TextDocument>, console: RemoteConsole) {
    this.#documents = documents;
    this.#console = console;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Analyses were made for the old settings. */
  set settings(settings: Settings) {
    this.#settings = settings;
    this.#analyses.clear();
  }

  open(uri: string): Opened | undefined {
    const document = this.#documents.get(uri);
    if (!document) return undefined;
    const text = document.getText();
    const known = this.#analyses.get(uri);
    // Not by the version: a client may send another text under the same one.
    if (known?.analysis.text === text && known.version === this.index.version) {
      return { document, analysis: known.analysis };
    }
    const analysis = analyze(text, this.#settings, {
      ...(known && { previous: known.analysis }),
      onBug: (rule, error) =>
        this.#console.error(
          `rule ${rule}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        ),
      elsewhere: (own) => this.index.neighboursOf(uri, own),
    });
    this.index.set(uri, analysis.own);
    this.indexChanged();
    this.#analyses.set(uri, { analysis, version: this.index.version });
    return { document, analysis };
  }

  /** Called, a turn later, with the open documents whose answers are old because another file now says something else. */
  onIndexChange(tell: (uris: readonly string[]) => void): void {
    this.#tell = tell;
  }

  /** To be called after the index was changed. */
  indexChanged(): void {
    if (this.#told === this.index.version) return;
    this.#told = this.index.version;
    if (this.#isTelling) return;
    this.#isTelling = true;
    setImmediate(() => {
      this.#isTelling = false;
      const old = [...this.#analyses].filter(([, { version }]) => version !== this.index.version);
      if (old.length > 0) this.#tell(old.map(([uri]) => uri));
    });
  }

  close(uri: string): void {
    this.#analyses.delete(uri);
  }

  isOpen(uri: string): boolean {
    return this.#documents.get(uri) !== undefined;
  }

  /** Instance types named in the file, and by node groups near it. */
  instanceTypes(uri: string): readonly string[] {
    const opened = this.open(uri);
    return opened ? typesInSight(opened.analysis) : [];
  }
}
