/**
 * How the bytes of files get to the server. A file is named by the id that its message gives it, is
 * sent in pieces, and goes on where it stopped, however often the line breaks:
 *
 * - `POST /api/uploads` with an `UploadRequest` begins an upload, or finds the one that was begun.
 * - `GET /api/uploads/:id` says how much of it is there.
 * - `PATCH /api/uploads/:id?offset=n` brings bytes from there on, as `PIECE_TYPE`.
 *
 * Each answers with an `UploadAnswer`. Names of files stand in their messages only.
 */
export interface UploadRequest {
	readonly id: string;
	/** `ticket.<id>` or `channel.<id>`: the file is served there and nowhere else. */
	readonly thread: string;
	readonly sha256: string;
	readonly size: number;
	readonly type: string;
}

/** How much of a file the server has. */
export interface UploadAnswer {
	/** How many bytes are there. */
	readonly offset: number;
	/** Whether all of it has been checked and kept. */
	readonly isDone: boolean;
}

/** `GET /api/threads/:ref/messages/:message/files/:file/state`. */
export interface FileStateAnswer {
	readonly isHere: boolean;
}

/** The type of the body that brings a piece of a file. */
export const PIECE_TYPE = 'application/offset+octet-stream';
/** A slow line brings this much in a minute, and a fast one is not kept waiting. */
export const PIECE_BYTES = 512 * 1024;
/** No server is asked to take more in one file. */
export const LARGEST_FILE = 2 ** 31;
