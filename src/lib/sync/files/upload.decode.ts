import type { ErrorAnswer } from '#lib/protocol/rest.ts';
import type { UploadAnswer } from '#lib/protocol/uploads.ts';

/** What the server says of an upload; undefined when somebody else answered. */
export function readUpload(body: unknown): UploadAnswer | undefined {
	const { offset, isDone } = (body ?? {}) as Partial<UploadAnswer>;
	return typeof offset === 'number' && typeof isDone === 'boolean' ? { offset, isDone } : undefined;
}

/** Why the server refused; undefined when it does not say. */
export function readCode(body: unknown): string | undefined {
	const code: unknown = (body as Partial<ErrorAnswer> | null)?.error?.code;
	return typeof code === 'string' ? code : undefined;
}
