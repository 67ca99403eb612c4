import { id } from '../id-decoders.ts';
import { object } from '../object.decode.ts';
import { json, oneOf, text, type DecodedBy, type Decoded } from '../schema.ts';
import { VISIT_LISTS, type VisitList } from './visit-fields.ts';

/** One piece of a visit: something checked, a part that was used, a press on the clock. */
type VisitItem = {
	[L in VisitList]: {
		readonly visit: string;
		readonly list: L;
		readonly item: string;
		readonly value: DecodedBy<(typeof VISIT_LISTS)[L]['value']>;
	};
}[VisitList];

const isList = (key: string): key is VisitList => key in VISIT_LISTS;
const envelope = object({
	visit: id,
	list: oneOf(Object.keys(VISIT_LISTS).filter(isList)),
	item: text(1, 81),
	value: json(3, 1_000)
});

/** `{visit, list, item, value}` where item and value are what that list takes. */
export function visitItem(value: unknown): Decoded<VisitItem> {
	const decoded = envelope(value);
	if (!decoded.ok) return decoded;
	const list = VISIT_LISTS[decoded.value.list];
	const item = list.item(decoded.value.item);
	if (!item.ok) return { ...item, path: 'item' };
	const inner = list.value(decoded.value.value);
	if (!inner.ok) return { ...inner, path: inner.path ? `value.${inner.path}` : 'value' };
	return { ok: true, value: { ...decoded.value, value: inner.value } as VisitItem };
}
