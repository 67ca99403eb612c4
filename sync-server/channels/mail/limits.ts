/**
 * What a message may weigh before anything parses it. A message beyond a limit is listed as not
 * read, with its source; it is never cut silently.
 */
export const MAIL_LIMITS = {
	/** Bytes of one message as it lies in the source. */
	bytes: 40 * 1024 * 1024,
	/** Bytes of the first header block; the same again for those of all parts together. */
	headerBytes: 256 * 1024,
	headerLines: 5_000,
	parts: 1_000,
	depth: 40,
	/** Time for one message in the worker, and more for each megabyte of it. */
	parseMs: 2_000,
	parseMsPerMegabyte: 400,
	workerMegabytes: 384,
	/** HTML beyond this is kept as a file and not shown. */
	htmlCharacters: 1_500_000,
	/** Elements within each other: deeper ones lose their tags, far deeper pages are not shown. */
	htmlDepth: 120,
	htmlNesting: 1_500,
	/** Inline images become part of the shown page up to this many bytes altogether. */
	inlineImageBytes: 3 * 1024 * 1024,
	/** Files of one message; more stay in its raw source, which is then attached whole. */
	files: 90,
	messageIds: 60,
	/** Addresses of the envelope and the header that are looked at to find the team. */
	addressees: 100
} as const;

/** Why a message could not become part of a ticket. The screens have a sentence for each. */
export const FAILURE_REASONS = [
	'empty',
	'not-mail',
	'too-large',
	'headers-too-large',
	'too-many-parts',
	'too-deep',
	'too-slow',
	'too-much-memory',
	'broken',
	'unreadable',
	'refused'
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];
