import { formatQuery } from '#lib/domain/query/format.ts';
import { api } from '#lib/session/api.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { Found } from '#lib/session/search/messages.ts';
import { readQuery, timeZone, wordsOnly } from '#lib/session/search/question.ts';

const RESTS_MS = 250;
let asked = 0;

/** What the server finds, once whoever types rests; nothing while it is out of reach. */
export async function serverHits(
	desk: Desk,
	text: string
): Promise<readonly Pick<Found, 'id' | 'number' | 'subject'>[]> {
	const mine = ++asked;
	await new Promise((resolve) => setTimeout(resolve, RESTS_MS));
	if (mine !== asked || desk.connection.kind === 'offline') return [];
	const read = readQuery(desk, text);
	const answer = await api.search(formatQuery(read.ok ? read.query : wordsOnly(text)), timeZone());
	return answer.ok ? answer.value.hits : [];
}
