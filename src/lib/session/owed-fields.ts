import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import type { RefusalReason } from '#lib/domain/judge/verdict.ts';
import { jsonMember, type Json } from '#lib/domain/json.ts';
import { codeName } from './entry-names.ts';

/** The names of the fields that a ticket still owes, where that is why it cannot be done. */
export function owedFields(
	catalogue: Catalogue,
	reason: RefusalReason,
	detail: Json | undefined
): string[] {
	const fields = reason === 'needs-field' ? jsonMember(detail, 'fields') : undefined;
	if (!Array.isArray(fields)) return [];
	return fields.map((code) => codeName(catalogue, 'field', String(code)));
}
