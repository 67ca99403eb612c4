import { concernOf, readWishes, WISHES, type Way } from '#lib/domain/alerts/wishes.ts';
import { cellValue } from '#lib/domain/crdt/cells.ts';
import type { Json } from '#lib/domain/json.ts';
import type { LaterEffect } from '../../effects/effect.ts';
import type { Touched, World } from '../../pipeline/world.ts';
import { noticesOf } from '../../projections/notices.ts';
import { isMailAddress } from './letter.ts';

/** Mail to the staff goes out at full five minutes: what happens in between is one letter. */
const DIGEST_MS = 5 * 60_000;
/** What is seen within this in the app needs no mail. */
const SEEN_MS = 60_000;

/** How somebody can be reached while they do not look. */
export interface Reachable {
	/** Their browsers that want to be told. */
	readonly subscribed: (person: string) => readonly string[];
	readonly hasMail: boolean;
}

/** Who of the staff is told by push and mail of what was committed, each of each thing once. */
export function staffNewsOf(
	world: World,
	{ logged, before }: Pick<Touched, 'logged' | 'before'>,
	{ nowMs, subscribed, hasMail }: Reachable & { readonly nowMs: number }
): LaterEffect[] {
	return logged.flatMap((one) =>
		noticesOf(world, one, before.get(one.change.target)).flatMap(({ person, notice }) => {
			const { kind, target, clock = null, message } = notice;
			const ways = waysOf(world, person, kind);
			const line = { change: one.change.id, kind, target, clock, message };
			const pushes = ways.includes('push') ? subscribed(person) : [];
			const isMailed = hasMail && ways.includes('mail') && addressOf(world, person) !== undefined;
			return [
				...pushes.map((subscription): LaterEffect => ({
					effect: {
						changeId: `${one.change.id}.${subscription}`,
						kind: 'staff.push',
						payload: { ...line, person, subscription }
					},
					fromMs: nowMs
				})),
				...(isMailed ? [mailed(person, line, nowMs)] : [])
			];
		})
	);
}

function mailed(
	person: string,
	line: { readonly change: string } & Readonly<Record<string, Json>>,
	nowMs: number
): LaterEffect {
	const changeId = `${line.change}.${person}`;
	const payload = { person, lines: [line] };
	return { effect: { changeId, kind: 'mail.staff', payload }, fromMs: digestAfter(nowMs) };
}

/** When the next letter to the staff goes out. */
export const digestAfter = (nowMs: number): number =>
	Math.ceil((nowMs + SEEN_MS) / DIGEST_MS) * DIGEST_MS;

/** How a person wants to be told of such a thing. */
export function waysOf(
	{ entities }: World,
	person: string,
	kind: Parameters<typeof concernOf>[0]
): readonly Way[] {
	const wishes = readWishes(cellValue(entities.get(`user.${person}`).head, `prefs/${WISHES}`));
	return wishes[concernOf(kind)];
}

/** Where somebody of the staff gets mail; undefined for whoever is blocked or has no address. */
export function addressOf({ directory }: World, person: string): string | undefined {
	const { email = null, blocked = true } = directory.person(person) ?? {};
	return email !== null && !blocked && isMailAddress(email) ? email : undefined;
}
