import type { FindField } from '../query/custom.ts';
import { parseQuery } from '../query/parse.ts';
import type { Asked } from '../query/query.ts';
import { resolveQuery, type FindNamed } from '../query/resolve.ts';

/**
 * Reads the conditions of a rule. They hold codes and ids, so that they mean the same whatever
 * things are called tomorrow; `exists` says which of them there are, and
 * `findField` knows the fields that the organisation defined.
 */
export function readConditions(
	text: string,
	exists: (kind: Parameters<FindNamed>[0], value: string) => boolean,
	findField: FindField
): Asked {
	const parsed = parseQuery(text, findField);
	if (!parsed.ok) return parsed;
	return resolveQuery(parsed.query, (kind, value) => (exists(kind, value) ? [value] : []));
}
