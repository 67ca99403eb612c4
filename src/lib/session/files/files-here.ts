import type { SentFile } from '#lib/protocol/portal.ts';
import type { FileRecord } from '#lib/sync/files/file-store.ts';

/** Why a file could not be taken up here. */
export type AddProblem = 'empty' | 'too-large' | 'unreadable' | 'full';

/** The files of a requester on this device. What is asked of it is reactive. */
export interface FilesHere {
	/** How many the server has not got yet. */
	readonly waiting: number;
	/** Whether something was added to words that are not sent. */
	readonly hasDrafts: boolean;
	get(id: string): FileRecord | undefined;
	/** What was added to words on this request that are not sent yet. */
	drafts(request: string): readonly FileRecord[];
	add(request: string, file: Blob, name: string): Promise<AddProblem | null>;
	/** The message that names them is made: from now on they are on their way. */
	take(request: string): readonly SentFile[];
	/** Sends a file once more that the server would not have. */
	retry(id: string): Promise<void>;
	remove(id: string): Promise<void>;
	bytes(id: string): Promise<Blob | undefined>;
	setOnline(isOnline: boolean): void;
	stop(): void;
	/** Resolves when everything is sent, or when that takes too long. */
	whenSent(): Promise<boolean>;
	/** Their person leaves this device: only what waits to be sent stays. */
	rest(): Promise<void>;
	erase(): Promise<void>;
}
