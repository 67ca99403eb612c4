import type { Decoded } from '../schema.ts';
import { DEFINITIONS, type CatalogueName, type DefinitionOf } from './definitions.ts';

/** Reads a definition as its catalogue demands. */
export function decodeDefinition<C extends CatalogueName>(
	catalogue: C,
	value: unknown
): Decoded<DefinitionOf<C>> {
	return DEFINITIONS[catalogue](value) as Decoded<DefinitionOf<C>>;
}
