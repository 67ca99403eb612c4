import { z } from 'zod';

const failure = z.object({
	exc_type: z.string().catch(''),
	exception: z.string().catch(''),
	_server_messages: z.string().catch('[]')
});

/** The kind and the words of an answer that is no success. */
export function toFailure(body: string): { readonly type: string; readonly words: string } {
	const parsed = failure.safeParse(json(body));
	if (!parsed.success) return { type: '', words: '' };
	const { exc_type: type, exception, _server_messages: messages } = parsed.data;
	const said = messagesIn(messages)[0] ?? exception.split(': ').slice(1).join(': ');
	return { type, words: withoutMarkup(said).slice(0, 300) };
}

/** A list of messages as JSON, each of them JSON once more. */
function messagesIn(list: string): string[] {
	const outer = z.array(z.string()).safeParse(json(list));
	if (!outer.success) return [];
	return outer.data.flatMap((inner) => {
		const one = z.object({ message: z.string() }).safeParse(json(inner));
		return one.success ? [one.data.message] : [];
	});
}

const withoutMarkup = (words: string): string =>
	words
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();

/** What a text says as JSON; undefined where it is none. */
export function json(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}
