import type { RemoteConsole, TextDocuments } from 'vscode-languageserver';
import { type Analysis, analyze, sightIn } from '../core/analysis.js';
import { typesInSight } from '../core/features/nodes.js';
import type { OnBug } from '../core/fenced.js';
import { NO_CLUSTER } from '../core/model/cluster.js';
import { isSameText } from '../core/model/partedText.js';
import { type Sight, sightOf } from '../core/model/sight.js';
import type { Given } from '../core/readSettings.js';
import type { Settings } from '../core/settings.js';
import { innermost } from './clusters.js';
import { type Folders, foldersOf, keyOf } from './folders.js';
import { logTo } from './guard.js';
import type { LongDocument } from './longDocument.js';
import { LongReading } from './longReading.js';
import type { WorkspaceFiles } from './reading.js';
import { Scopes } from './scopes.js';
import { inTurn } from './turns.js';
import { fileOf, WorkspaceIndex } from './workspaceIndex.js';

/** An open text and all that is known of it. */
export interface Opened {
  readonly document: LongDocument;
  readonly analysis: Analysis;
}

/** What is known of an open text, and of which state of the index. */
interface Analyzed {
  readonly analysis?: Analysis;
  /** What it says to other files. */
  readonly sight?: Sight;
  readonly version: number;
  readonly edition: number;
}

/** Where an open document is, and what follows from that: each key asks several times. */
interface Standing {
  readonly settings: Settings;
  /** See `Folders`. */
  readonly holds: boolean;
  readonly wants: boolean;
  /** The settings leave it out. */
  readonly isIgnored: boolean;
}

const NOT_ANALYZED: Analyzed = { version: -1, edition: -1 };

/** The only mutable state of the server: analyses by document, made when first asked for, what other files say, and the settings. */
export class Workspace {
  readonly #documents: TextDocuments<LongDocument>;
  readonly #files: WorkspaceFiles | undefined;
  readonly #analyses = new Map<string, Analyzed>();
  /** By uri. */
  readonly #standings = new Map<string, Standing>();
  /** Open documents by the key of their uri: that of the disk may be written otherwise. */
  readonly #open = new Set<string>();
  /** Open documents, by uri, that nobody has asked about since they changed. */
  readonly #changed = new Set<string>();
  readonly #long: LongReading;
  readonly index = new WorkspaceIndex();
  #folders = foldersOf([]);
  readonly #scopes = new Scopes(() => this.#folders);
  #readLater: (uris: readonly string[]) => void = () => {};
  #tell: (uris: readonly string[]) => void = () => {};
  #told = 0;
  #isTelling = false;
  #isReading = false;
  #hasRead = false;

  readonly #log: OnBug;

  constructor(documents: TextDocuments<LongDocument>, console: RemoteConsole, files?: WorkspaceFiles) {
    this.#documents = documents;
    this.#log = logTo(console);
    this.#files = files;
    this.#long = new LongReading({
      textOf: (uri) => (this.#analyses.get(uri)?.analysis ? undefined : documents.get(uri)?.text),
      settingsOf: (uri) => this.#standing(uri).settings,
      onBug: this.#log,
    });
    documents.onDidOpen(({ document: { uri } }) => void this.#open.add(keyOf(uri)));
    documents.onDidChangeContent(({ document: { uri } }) => void this.#changed.add(uri));
    documents.onDidClose(({ document: { uri } }) => {
      this.#open.delete(keyOf(uri));
      this.#changed.delete(uri);
      this.#analyses.delete(uri);
      this.#long.forget(uri);
      this.#standings.delete(uri);
    });
  }

  /** Those of the editor. What holds for a document, its team may have said otherwise: `settingsOf`. */
  get settings(): Settings {
    return this.#scopes.settings;
  }

  /** Analyses were made for the old settings. */
  set settings(settings: Settings) {
    this.#scopes.settings = settings;
    this.#startAnew();
  }

  /** What the configuration file of a folder gives. True where that is not what it gave before. */
  give(folder: string, given: Given): boolean {
    const isNew = this.#scopes.give(folder, given);
    if (isNew) this.#startAnew();
    return isNew;
  }

  /** What holds for a document, or without one. */
  settingsOf(uri?: string): Settings {
    return this.#scopes.around(uri).settings;
  }

  /** Which of these the configuration file of the folder gives. */
  givenFor(uri?: string): Given {
    return this.#scopes.around(uri).given;
  }

  /** The settings of a folder leave out what is at a path of it, with slashes. */
  ignores(folder: string, path: string): boolean {
    return this.#scopes.of(folder).ignores(path);
  }

  /** The settings leave out an open document. */
  isIgnored(uri: string): boolean {
    return this.#standing(uri).isIgnored;
  }

  #standing(uri: string): Standing {
    const known = this.#standings.get(uri);
    if (known) return known;
    const [place] = this.#folders.placesOf(keyOf(uri));
    const standing = {
      settings: this.settingsOf(uri),
      holds: this.#folders.holds(uri),
      wants: this.#folders.wants(uri),
      isIgnored: place !== undefined && this.ignores(place.folder, place.path),
    };
    if (this.#open.has(keyOf(uri))) this.#standings.set(uri, standing);
    return standing;
  }

  /** Differs where files are read otherwise, or other files. */
  get readingDigest(): string {
    return this.#scopes.readingDigest;
  }

  get folders(): Folders {
    return this.#folders;
  }

  /** Analyses were made with what the old folders hold. */
  set folders(folders: Folders) {
    this.#folders = folders;
    this.index.retain(folders.wants);
    this.#startAnew();
  }

  #startAnew(): void {
    this.#standings.clear();
    for (const uri of this.#analyses.keys()) this.#analyses.set(uri, NOT_ANALYZED);
    this.#long.startAnew();
    const { isCluster } = this.#scopes;
    this.index.clusterOf = isCluster && innermost(isCluster);
    this.#told = -1;
  }

  /** What is known of an open document, and of those that it is seen with, as they are now. */
  open(uri: string): Opened | undefined {
    this.#changed.delete(uri);
    for (const other of this.#changed) {
      if (this.#long.isUnderWay(other)) continue;
      this.#changed.delete(other);
      if (this.#standing(other).wants) this.#analyzed(other);
    }
    return this.#analyzed(uri);
  }

  /** To be waited for before a document is asked about. Undefined: nothing is. */
  whenRead(uri: string): Promise<void> | undefined {
    return this.#long.whenRead(uri);
  }

  #analyzed(uri: string): Opened | undefined {
    const document = this.#documents.get(uri);
    if (!document) return undefined;
    const { text } = document;
    const known = this.#analyses.get(uri);
    // Not by the version: a client may send another text under the same one.
    const isSame = known?.analysis !== undefined && isSameText(known.analysis.source, text);
    if (isSame && !this.#isOld(uri, known.edition, this.index.edition)) {
      return { document, analysis: known.analysis };
    }
    let sight: Sight | undefined;
    const { settings, holds, wants } = this.#standing(uri);
    const previous = known?.analysis ?? this.#long.begun(uri);
    const analysis = analyze(text, settings, {
      ...(previous && { previous }),
      onBug: this.#log,
      elsewhere: (own, documents) => {
        sight = sightOf(fileOf(uri), text.whole, documents, own);
        // First what this file says now: others may be put together with it.
        if (wants) this.index.set(sight);
        else this.index.homes.add(sight, known?.sight);
        // An old revision, or a file of somewhere else, says nothing of what is here, nor the reverse.
        return holds ? this.index.neighboursOf(uri, own) : NO_CLUSTER;
      },
    });
    this.#long.forget(uri);
    const later = analysis.own.policies.length > 0 ? this.index.takeLater() : [];
    if (later.length > 0) this.#readLater(later);
    this.indexChanged();
    this.#analyses.set(uri, {
      analysis,
      ...(sight && { sight }),
      version: this.index.version,
      edition: this.index.edition,
    });
    return { document, analysis };
  }

  /** What would be wrong with a text in the place of a document's. */
  judged(uri: string, text: string, previous: Analysis): Analysis {
    return analyze(text, this.settingsOf(uri), {
      previous,
      elsewhere: (own) => (this.#folders.holds(uri) ? this.index.neighboursOf(uri, own) : NO_CLUSTER),
    });
  }

  /** Called, a turn later, with the open documents whose answers are old because another file now says something else, and once the workspace is read. */
  onIndexChange(tell: (uris: readonly string[]) => void): void {
    this.#tell = tell;
  }

  /** Called with files that are to be read since there is a policy now. */
  onWanted(read: (uris: readonly string[]) => void): void {
    this.#readLater = read;
  }

  /** To be called after the index was changed. */
  indexChanged(): void {
    if (this.#told === this.index.version && !this.#hasRead) return;
    this.#told = this.index.version;
    if (this.#isTelling) return;
    this.#isTelling = true;
    inTurn(() => {
      this.#isTelling = false;
      const old = [...this.#analyses].filter(
        ([uri, { analysis, version }]) => !analysis || this.#isOld(uri, version, this.index.version),
      );
      const isTold = old.length > 0 || this.#hasRead;
      this.#hasRead = false;
      if (isTold) this.#tell(old.map(([uri]) => uri));
    });
  }

  #isOld(uri: string, then: number, now: number): boolean {
    return then !== now && this.#standing(uri).holds;
  }

  /** The files of the workspace are being read, and the index holds none or few of them. */
  set isReading(isReading: boolean) {
    // What git leaves out is looked up again after each reading.
    this.#standings.clear();
    // Also where no file says anything, answers about open documents hold from now on.
    this.#hasRead ||= this.#isReading && !isReading && this.#analyses.size > 0;
    this.#isReading = isReading;
  }

  /** What is known of an open document may change as soon as those near it are read. */
  isReadingFor(uri: string): boolean {
    return (this.#isReading || this.#long.isAnyUnderWay) && this.#folders.holds(uri);
  }

  /** Forgets what was read from disk. */
  clearIndex(): void {
    this.index.clear();
    for (const document of this.#documents.all()) {
      if (!this.#folders.wants(document.uri)) continue;
      const known = this.#analyses.get(document.uri);
      // What is known of it was found with the settings that hold.
      const isSame = known?.analysis !== undefined && isSameText(known.analysis.source, document.text);
      const sight = isSame ? known.sight : undefined;
      this.index.set(
        sight ?? sightIn(fileOf(document.uri), document.getText(), this.settingsOf(document.uri)),
      );
    }
    this.indexChanged();
  }

  /** Files and folders are no longer on disk. What is open is not gone. */
  forget(uris: readonly string[]): void {
    this.index.deleteBelow(uris, (key) => this.#open.has(key));
  }

  /** Of an open document, to be compared: it is another one after each change. */
  textNow(uri: string): string | undefined {
    return this.#documents.get(uri)?.getText();
  }

  isOpen(uri: string): boolean {
    return this.#open.has(keyOf(uri));
  }

  /** The text of a file: as it is in the editor, else as it is on disk. Undefined: there is none, or it is no manifest's. */
  async textOf(uri: string): Promise<string | undefined> {
    const key = keyOf(uri);
    const open = this.#documents.get(uri) ?? this.#documents.all().find((each) => keyOf(each.uri) === key);
    return open ? open.getText() : this.#files?.read(uri);
  }

  /** Instance types named in the file, and by node groups near it. */
  instanceTypes(uri: string): readonly string[] {
    const opened = this.open(uri);
    return opened ? typesInSight(opened.analysis) : [];
  }
}
