import type {
  BrowseTarget,
  Entries,
  EntriesRequest,
  Grid,
  GridRequest,
  Pcs,
  PcsRequest,
  Place,
  PlaceRequest,
  TargetRequest,
} from '../contract/browse.ts';
import type { Changes, ChangesRequest } from '../contract/changes.ts';
import type { CodePage, Line, System } from '../contract/codes.ts';
import type { FilesPreview, ImportedRelease } from '../contract/import.ts';
import type { LineInfo, LineProblem, VerifiedLine } from '../contract/library.ts';
import type { Digest, KeptDigest, RecentCode } from '../contract/recent.ts';
import type { PackPreview } from '../contract/pack.ts';
import type { TrustedKey } from '../licence/vendor-keys.ts';
import type { SearchRequest, SearchResponse, SearchRow } from '../contract/search.ts';
import type { Problem } from '../contract/errors.ts';
import type { GrantsInput } from '../licence/grants-input.ts';

/** A code-set file the engine is to open. Keys travel only between the program's own processes. */
export interface FileToOpen {
  line: Line;
  file: string;
  key: Uint8Array;
}

/** The user's own data: where it lies and the key that opens it. */
export interface UserDataFile {
  file: string;
  key: Uint8Array;
}

export interface OpenRequest {
  files: FileToOpen[];
  /** Folder of the word lists (`referenceFiles` of search/reading). */
  reference: string;
  /** Files that could not even be tried (no key), to be reported with the others. */
  problems: LineProblem[];
  /** Opened beside the library; absent where a process keeps nothing of a user: the terminal, a job. */
  userData?: UserDataFile;
  /** Who may see what; nobody, where it is left out. */
  grants?: GrantsInput;
}

export interface OpenReport {
  lines: LineInfo[];
  problems: LineProblem[];
}

export interface CodeKey {
  system: System;
  code: string;
  date: string;
}

/** `at`: milliseconds since 1970. */
export type Remembered =
  | { what: 'opened'; system: System; code: string; at: number }
  | { what: 'picked'; query: string; system: System; code: string; at: number };

/** A file written by a job, with the key that opens it. */
export interface WrittenFile {
  line: Line;
  file: string;
  key: Uint8Array;
  codes: number;
  bytes: number;
}

/** What decides whether a pack may be installed, besides what is held. */
export interface PackTerms {
  /** The keys that may sign packs, by their id (`trustedFor('packs', …)`). */
  trusted: [id: string, key: TrustedKey][];
  /** Content keys that licences have unwrapped, by their id. */
  contentKeys: [id: string, key: Uint8Array][];
  appVersion: string;
}

export interface PackToRead extends PackTerms {
  pack: string;
  /** The files that answer now. */
  held: FileToOpen[];
}

/** Every question the engine process answers: input and output by method. */
export interface EngineMethods {
  open: { input: OpenRequest; output: OpenReport };
  /** Lets the open library answer under other grants. */
  grant: { input: GrantsInput; output: null };
  /** `picks`: what the user chose before for these words comes up; the terminal and the benches ask without. */
  search: { input: SearchRequest & { picks?: boolean }; output: SearchResponse };
  page: { input: CodeKey; output: CodePage };
  family: { input: CodeKey; output: SearchRow[] };
  changes: { input: ChangesRequest; output: Changes };
  browseEntries: { input: EntriesRequest; output: Entries };
  browseGrid: { input: GridRequest; output: Grid };
  browsePlace: { input: PlaceRequest; output: Place };
  browsePcs: { input: PcsRequest; output: Pcs };
  /** Remembers that a page was opened, or which code was chosen for what was typed. */
  remember: { input: Remembered; output: null };
  /** Codes whose pages were opened, newest first. */
  recent: { input: { limit: number }; output: RecentCode[] };
  /** How many choices are remembered. */
  picks: { input: null; output: number };
  forget: { input: { what: 'recents' | 'picks' }; output: null };
  /** What an update changed of the codes opened lately; a newer digest of a line takes the place of its older one. */
  keepDigests: { input: KeptDigest[]; output: null };
  digests: { input: null; output: Digest[] };
  dismissDigest: { input: { line: Line }; output: null };
  /**
   * Compares the newest editions of two files of each line by what they say of some codes. A line of which one of the
   * two is missing is left out.
   */
  digest: {
    input: {
      before: FileToOpen[];
      after: FileToOpen[];
      codes: { system: System; code: string }[];
      grants: GrantsInput;
    };
    output: KeptDigest[];
  };
  browseTarget: { input: TargetRequest; output: BrowseTarget };
  /** `held` names the file that answers for a line; null where one is named in the library and cannot be opened. */
  inspect: { input: { paths: string[]; held: { line: Line; file: string | null }[] }; output: FilesPreview };
  /** Imports what files hold of one line beside what `held` holds; `written` is null where nothing was new. */
  importLine: {
    input: { paths: string[]; line: Line; held: FileToOpen | null; folder: string };
    output: { written: WrittenFile | null; releases: ImportedRelease[] };
  };
  /** What a pack is and what installing it would do. Changes nothing. */
  inspectPack: { input: PackToRead; output: PackPreview };
  /** Installs every code set of a pack into `folder`, beside or in place of what `held` holds of its lines. */
  installPack: { input: PackToRead & { folder: string }; output: WrittenFile[] };
  /** Copies the files of another library into `folder`, each under a new key. */
  adopt: { input: { files: FileToOpen[]; folder: string }; output: WrittenFile[] };
  /** Reads files whole; what is wrong with one is told and does not stop the others. */
  verify: { input: { files: FileToOpen[] }; output: VerifiedLine[] };
  close: { input: null; output: null };
}
export type EngineMethod = keyof EngineMethods;

export interface EngineRequest<M extends EngineMethod = EngineMethod> {
  id: number;
  method: M;
  input: EngineMethods[M]['input'];
}

export type EngineAnswer =
  | { id: number; ok: true; value: EngineMethods[EngineMethod]['output'] }
  | { id: number; ok: false; error: Problem };

/** Sent by a job between request and answer: share done 0–1 where known, and what is being done. */
export interface EngineProgress {
  id: number;
  progress: { done: number | null; detail: string };
}

/** Hears how far a job is. */
export type OnProgress = (progress: EngineProgress['progress']) => void;

export type EngineMessage = EngineAnswer | EngineProgress;

/** One end of the wire to an engine process, whichever kind of process it is. */
export interface EnginePort {
  post(message: EngineRequest): void;
  onMessage(listener: (message: EngineMessage) => void): void;
  /** `code` is the exit code, or null when a signal ended it. Called once. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}
