import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { isId } from '#lib/domain/ids.ts';

/** What somebody typed that lies in a change, and would be lost with it. */
export function typedWords(change: TypedChange): readonly string[] {
	switch (change.type) {
		case 'message.add':
		case 'message.edit':
			return texts(change.body.text);
		case 'ticket.create':
			return texts(change.body.subject, change.body.message?.text);
		case 'ticket.state':
			return texts(change.body.resolution, change.body.reason);
		case 'ticket.reject':
		case 'ticket.remove':
			return texts(change.body.reason);
		case 'ticket.field':
			return change.body.field === 'subject' ? texts(change.body.value) : [];
		case 'ticket.add-task':
			return texts(change.body.title);
		case 'ticket.add-follow-up':
			return texts(change.body.words);
		case 'ticket.add-visit':
			return texts(change.body.address, change.body.phone, change.body.hint);
		case 'article.create':
			return texts(change.body.title, change.body.body);
		case 'ticket.task':
		case 'ticket.follow-up':
		case 'ticket.visit':
		case 'article.field':
		case 'contact.field':
			return TYPED.has(change.body.field) ? inValue(change.body.value) : [];
		case 'ticket.custom':
		case 'ticket.visit-item':
			return inValue(change.body.value);
		default:
			return [];
	}
}

/** The fields that somebody types into; what is chosen in the others stands in the sentence. */
const TYPED: ReadonlySet<string> = new Set([
	...['title', 'body', 'blocked', 'words'],
	...['address', 'phone', 'hint', 'state', 'signed']
]);

/** The words of a field, or those that say more about it: a reason, or a name. */
function inValue(value: unknown): readonly string[] {
	if (typeof value !== 'object' || value === null) return texts(value);
	const parts = new Map(Object.entries(value));
	return texts(parts.get('name'), parts.get('reason'));
}

function texts(...all: readonly unknown[]): string[] {
	return all.flatMap((one) =>
		typeof one === 'string' && one.trim() !== '' && !isId(one) ? [one] : []
	);
}
