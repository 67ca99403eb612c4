import { isDeviceId, isId } from '#lib/domain/ids.ts';

/**
 * Names of documents, as they stand in URLs, in IndexedDB and on the wire: `kind.id.generation`, and
 * `outbox.<device>.<k>` for the k-th outbox of a device. A name without its generation means the
 * current one. Nothing else formats or splits such a name.
 */
export const DOCUMENT_KINDS = [
	'workspace',
	'knowledge',
	'team',
	'ticket',
	'channel',
	'user',
	'live',
	'text',
	'contact'
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** A document without its generation; all but texts are written by the server alone. */
export interface DocumentRef {
	readonly kind: DocumentKind;
	readonly id: string;
}

/** What a name on the wire means. */
export type ParsedName =
	| { readonly type: 'projection'; readonly ref: DocumentRef; readonly generation: number | null }
	| { readonly type: 'outbox'; readonly device: string; readonly index: number };

const NUMBER = /^(0|[1-9][0-9]{0,8})$/;

/** `kind.id`, the name that means the current generation. */
export function documentName(ref: DocumentRef): string {
	return `${ref.kind}.${ref.id}`;
}

/** `kind.id.generation`. */
export function generationName(ref: DocumentRef, generation: number): string {
	return `${ref.kind}.${ref.id}.${generation}`;
}

/** `outbox.<device>.<index>`. */
export function outboxName(device: string, index: number): string {
	return `outbox.${device}.${index}`;
}

/** Reads any name; undefined when it is not one. */
export function parseDocumentName(name: string): ParsedName | undefined {
	const parts = name.split('.');
	const [kindText, id, last] = parts;
	if (id === undefined || parts.length > 3) return undefined;
	if (last !== undefined && !NUMBER.test(last)) return undefined;
	if (kindText === 'outbox') {
		if (last === undefined || !isDeviceId(id)) return undefined;
		return { type: 'outbox', device: id, index: Number(last) };
	}
	const kind = DOCUMENT_KINDS.find((known) => known === kindText);
	if (kind === undefined || !isId(id)) return undefined;
	const generation = last === undefined ? null : Number(last);
	return { type: 'projection', ref: { kind, id }, generation };
}
