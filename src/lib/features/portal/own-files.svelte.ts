import type { SentFile } from '#lib/protocol/portal.ts';
import type { AddProblem, FilesHere } from '#lib/session/files/files-here.ts';
import type { Kept } from './kept.ts';

/** The id of the request that is being written. */
const DRAFT = 'draft';
/** There are files of this person on this device. */
const FILES = 'files';

export interface NamedFile {
	readonly file: Blob;
	readonly name: string;
}
/** A file that was not taken up. */
export interface Untaken {
	readonly name: string;
	readonly problem: AddProblem;
}

/** The files of a requester, whose machinery is loaded with the first of them. */
export class OwnFiles {
	readonly #kept: Kept;
	readonly #open: () => Promise<FilesHere>;
	#here = $state.raw<FilesHere | null>(null);
	#opening: Promise<FilesHere> | null = null;
	/** For which requests files are being read, each as often as somebody added some. */
	#adding = $state.raw<readonly string[]>([]);
	#isOnline = true;

	constructor(kept: Kept, open: () => Promise<FilesHere>) {
		this.#kept = kept;
		this.#open = open;
		if (kept.read(FILES) === true) void this.#opened();
	}

	/** Null while there are none on this device. */
	get here(): FilesHere | null {
		return this.#here;
	}

	/** The id that the next request will have: what is added to it before it is sent belongs there. */
	get draftId(): string | null {
		const kept = this.#kept.read(DRAFT);
		return typeof kept === 'string' ? kept : null;
	}

	beginDraft(id: string): string {
		this.#kept.write(DRAFT, id);
		return id;
	}

	endDraft(): void {
		this.#kept.remove(DRAFT);
	}

	/** Files are being read that will go with the next words on this request. */
	isAdding(request: string): boolean {
		return this.#adding.includes(request);
	}

	/** Takes files up for words on this request, one after the other; answers which it could not, and why. */
	async add(request: string, files: readonly NamedFile[]): Promise<readonly Untaken[]> {
		this.#adding = [...this.#adding, request];
		const untaken: Untaken[] = [];
		try {
			for (const { file, name } of files) {
				const problem = await this.#add(request, file, name).catch(() => 'unreadable' as const);
				if (problem !== null) untaken.push({ name, problem });
			}
			return untaken;
		} finally {
			this.#adding = this.#adding.toSpliced(this.#adding.indexOf(request), 1);
		}
	}

	async #add(request: string, file: Blob, name: string): Promise<AddProblem | null> {
		const here = await this.#opened();
		this.#kept.write(FILES, true);
		return here.add(request, file, name);
	}

	/** The files of words that are sent now. */
	take(request: string): readonly SentFile[] {
		return this.#here?.take(request) ?? [];
	}

	setOnline(isOnline: boolean): void {
		this.#isOnline = isOnline;
		this.#here?.setOnline(isOnline);
	}

	/** Whoever signs out takes their files with them, unless what waits is kept. */
	async leave(isKept: boolean): Promise<void> {
		if (isKept) await this.#here?.rest();
		else await this.#here?.erase();
		this.#here = null;
		if (!isKept) this.#kept.remove(FILES);
	}

	#opened(): Promise<FilesHere> {
		this.#opening ??= this.#open().then(
			(here) => {
				here.setOnline(this.#isOnline);
				return (this.#here = here);
			},
			(error: unknown) => {
				this.#opening = null;
				throw error;
			}
		);
		return this.#opening;
	}
}
