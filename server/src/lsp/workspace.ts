import type { RemoteConsole, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyze } from '../core/analysis.js';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.js';

/** An open text and all that is known of it. */
export interface Opened {
  readonly document: TextDocument;
  readonly analysis: Analysis;
}

/** The only mutable state of the server: analyses by document, made when first asked for, and the settings. */
export class Workspace {
  readonly #documents: TextDocuments<TextDocument>;
  readonly #console: RemoteConsole;
  readonly #analyses = new Map<string, Analysis>();
  #settings: Settings = DEFAULT_SETTINGS;

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
    if (known?.text === text) return { document, analysis: known };
    const analysis = analyze(text, this.#settings, known, (rule, error) =>
      this.#console.error(
        `rule ${rule}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
    );
    this.#analyses.set(uri, analysis);
    return { document, analysis };
  }

  close(uri: string): void {
    this.#analyses.delete(uri);
  }

  /** Instance types named in open documents, in the order found. */
  instanceTypes(): readonly string[] {
    const found = this.#documents
      .all()
      .flatMap(({ uri }) => this.open(uri)?.analysis.documents ?? [])
      .flatMap(({ facts }) => facts.instanceTypes.map(({ value }) => value));
    return [...new Set(found)];
  }
}
