import { OUTBOX_ARRAY } from '#lib/documents/outbox-doc.ts';
import {
	any,
	anyBytes,
	DELETED,
	GC,
	json,
	map,
	nestedLists,
	objectWithKey,
	run,
	string,
	subdocument,
	update,
	type Run
} from './update-bytes.ts';

/** A document as its attacker sees it. */
export interface Target {
	/** The client of whoever writes it, and their next clock. */
	readonly writer: number;
	readonly clock: number;
}

const ME = 4_242;
const here = { root: OUTBOX_ARRAY } as const;
const many = <T>(count: number, make: (index: number) => T): T[] =>
	Array.from({ length: count }, (_, index) => make(index));
const mine = (structs: Run['structs']) => [{ client: ME, clock: 0, structs }];

/** What a few bytes do to an unguarded Yjs server, each as one update. */
export const POISON: Readonly<Record<string, (target: Target) => Uint8Array>> = {
	'cut varints': () => new Uint8Array([1, 1, 255, 255, 255]),
	'nothing at all': () => new Uint8Array(),
	'a count of 2^53': () => new Uint8Array([255, 255, 255, 255, 255, 255, 255, 15, 1, 1, 0]),
	'a text that says it is 1 GB long': () =>
		new Uint8Array([1, 1, 1, 0, 4, 1, 1, 97, 128, 128, 128, 128, 4]),
	'2^25 announced structs': () =>
		update([{ client: ME, clock: 0, structs: [], announced: 33_554_431 }]),
	'20,000 root names': () => update(mine(many(20_000, (index) => any({ root: `r${index}` }, 1)))),
	'20,000 root names that wait': () =>
		update([
			{ client: ME, clock: 5, structs: many(20_000, (index) => any({ root: `r${index}` }, 1)) }
		]),
	'30,000 clients': () =>
		update(many(30_000, (index) => ({ client: index + 1, clock: 0, structs: [any(here, 1)] }))),
	'100,000 empty blocks': () =>
		update(many(100_000, (index) => ({ client: index + 1, clock: 0, structs: [] }))),
	'20,000 subdocuments': () =>
		update(mine(many(20_000, (index) => subdocument(here, `d${index}`)))),
	'400,000 collected runs': () => update(mine(many(400_000, () => run(GC, 1)))),
	'a collected run of 10^12': () =>
		update([{ client: ME, clock: 0, structs: [run(GC, 1_000_000_000_000)] }]),
	'a deleted run': () => update(mine([run(DELETED, 3)])),
	'lists in lists, 5,000 deep': () => update(mine([anyBytes(here, nestedLists(5_000))])),
	'lists in lists, 400,000 deep': () => update(mine([anyBytes(here, nestedLists(400_000))])),
	'JSON in JSON, 5,000 deep': () =>
		update(mine([json(here, '['.repeat(5_000) + ']'.repeat(5_000))])),
	'maps in maps, 3,000 deep, and deleted': () =>
		update(
			mine(
				many(3_000, (index) =>
					map(index === 0 ? { root: 'm', key: 'k' } : { parent: [ME, index - 1], key: 'k' })
				)
			),
			[{ client: ME, clock: 0, length: 1 }]
		),
	'a text': () => update(mine([string(here, 'hello')])),
	'an entry beside itself': () => update(mine([any({ origin: [ME, 0] }, 1)])),
	'an entry beside what is not there': ({ writer, clock }) =>
		update(mine([any({ origin: [writer, clock + 7] }, 1)])),
	'a key that takes the prototype': () =>
		update(mine([anyBytes(here, objectWithKey('__proto__', { role: 'platform-admin' }))])),
	'a write in somebody else’s name': ({ writer, clock }) =>
		update([{ client: writer, clock, structs: [any({ root: 'rows', key: 'x' }, 'mine')] }]),
	'deletes of what somebody else has written': ({ writer, clock }) =>
		update([], [{ client: writer, clock: 0, length: clock }]),
	'deletes of what somebody else will write': ({ writer, clock }) =>
		update([], [{ client: writer, clock, length: 1_000_000 }]),
	'deletes of nothing, a million times': () =>
		update(
			[],
			many(100_000, (index) => ({ client: index + 1, clock: 0, length: 1 }))
		)
};
