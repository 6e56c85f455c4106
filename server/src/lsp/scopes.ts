import { withGiven } from '../core/configFile.js';
import type { Given } from '../core/readSettings.js';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.js';
import { type Folders, keyOf } from './folders.js';
import { globs, leavingOut } from './globs.js';

/** The settings that hold in a folder, and what follows from them for paths from there. */
export interface Scope {
  readonly settings: Settings;
  /** Which of these its configuration file gives. */
  readonly given: Given;
  readonly isCluster: (path: string) => boolean;
  readonly ignores: (path: string) => boolean;
}

/** The settings of the editor, and what the configuration files of folders give on top of them. */
export class Scopes {
  readonly #folders: () => Folders;
  /** By the uris of folders. */
  readonly #given = new Map<string, Given>();
  /** By folder, '' being none of them; made when first asked for. */
  readonly #known = new Map<string, Scope>();
  #settings: Settings = DEFAULT_SETTINGS;

  /** `folders`: those of now. */
  constructor(folders: () => Folders) {
    this.#folders = folders;
  }

  /** Those of the editor. */
  get settings(): Settings {
    return this.#settings;
  }

  set settings(settings: Settings) {
    this.#settings = settings;
    this.#known.clear();
  }

  /** True where the file of a folder did not give just that before. */
  give(folder: string, given: Given): boolean {
    if (JSON.stringify(this.#given.get(folder) ?? {}) === JSON.stringify(given)) return false;
    this.#given.set(folder, given);
    this.#known.clear();
    return true;
  }

  of(folder = ''): Scope {
    const known = this.#known.get(folder);
    if (known) return known;
    const given = this.#given.get(folder) ?? {};
    const settings = withGiven(this.#settings, given);
    const scope = {
      settings,
      given,
      isCluster: globs(settings.clusters),
      ignores: leavingOut(settings.ignore),
    };
    this.#known.set(folder, scope);
    return scope;
  }

  /** Of the innermost folder around a document. */
  around(uri: string | undefined): Scope {
    const { uris, placesOf } = this.#folders();
    const [place] = uri === undefined ? [] : placesOf(keyOf(uri));
    // What is not on disk yet, or was there once, is seen as in the folder at hand.
    const isNowhere = uris.length === 1 && (uri === undefined || !/^file:/i.test(uri));
    return this.of(place?.folder ?? (isNowhere ? uris[0] : undefined));
  }

  /** Whether a path, by its key, is one of the folders that hold a cluster each; undefined: nobody has said which these are. */
  get isCluster(): ((key: string) => boolean) | undefined {
    const { uris, placesOf } = this.#folders();
    return uris.some((folder) => this.of(folder).settings.clusters.length > 0)
      ? (key) => placesOf(key).some(({ folder, path }) => this.of(folder).isCluster(path))
      : undefined;
  }

  /** Differs where files are read otherwise, or other files. */
  get readingDigest(): string {
    const all = ['', ...this.#folders().uris].map((folder) => this.of(folder).settings);
    return JSON.stringify([
      this.#settings.readWorkspace,
      all.map(({ cniVersion, ignore }) => [cniVersion, ignore]),
    ]);
  }
}
