import { object } from '../object.decode.ts';
import { json, oneOf, type Decoded } from '../schema.ts';
import { decodeDefinition } from './definition.decode.ts';
import { code } from './code.ts';
import { CATALOGUES, type CatalogueName, type DefinitionOf } from './definitions.ts';

/** An entry as a change defines it. */
export type EntryDefinition = {
	[C in CatalogueName]: {
		readonly catalogue: C;
		readonly code: string;
		readonly value: DefinitionOf<C>;
	};
}[CatalogueName];

const envelope = object({ catalogue: oneOf(CATALOGUES), code, value: json(6, 100_000) });

/** `{catalogue, code, value}` where the value is a definition of that catalogue. */
export function entryOf(value: unknown): Decoded<EntryDefinition> {
	const decoded = envelope(value);
	if (!decoded.ok) return decoded;
	const inner = decodeDefinition(decoded.value.catalogue, decoded.value.value);
	if (!inner.ok) return { ...inner, path: inner.path ? `value.${inner.path}` : 'value' };
	return { ok: true, value: { ...decoded.value, value: inner.value } as EntryDefinition };
}
