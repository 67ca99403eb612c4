import { randomFillSync } from 'node:crypto';
import { directChannelId, newId, type EntityRef, type PersonId } from '#lib/domain/ids.ts';
import type { Cast } from './cast.ts';
import type { Chance } from './chance.ts';
import type { DemoEvent } from './history.ts';
import { DEMO_CHANNELS, type DemoChannel, type Exchange } from './small-talk.ts';
import { DEMO_TALKS } from './talks-of-two.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PLACES = ['Leeds', 'Bremen', 'Nantes', 'Braga', 'Bursa', 'Cardiff'] as const;
const STREETS = ['Mill Lane', 'Schulweg', 'Harbour Street', 'quai du Port', 'Elm Close'] as const;

export interface Told {
	readonly events: readonly DemoEvent[];
	readonly messages: number;
}

interface Room {
	readonly target: EntityRef;
	readonly speakers: readonly string[];
	readonly messages: number;
	readonly exchanges: readonly Exchange[];
}

/** Channels and conversations of two, with what was said in them during so many days. */
export function tellChats(cast: Cast, chance: Chance, time: { nowMs: number; days: number }): Told {
	const startMs = time.nowMs - time.days * DAY;
	const rooms: { room: Room; create: DemoEvent }[] = [
		...DEMO_CHANNELS.map((channel) => openChannel(channel, cast, startMs)),
		...DEMO_TALKS.map(({ pair, ...talk }) => {
			const members = pair.map(cast.id);
			const target: EntityRef = `channel.${directChannelId(cast.id(pair[0]), cast.id(pair[1]))}`;
			const create = created(target, cast.id(pair[0]), startMs, {
				kind: 'direct',
				name: '',
				members
			});
			return { room: { ...talk, target, speakers: pair }, create };
		})
	];
	const events: DemoEvent[] = [];
	let messages = 0;
	for (const { room, create } of rooms) {
		const said = talk(room, cast, chance, { ...time, startMs });
		events.push(create, ...topicOf(create), ...said, ...readMarks(room, cast, chance, said));
		messages += said.length;
	}
	return { events, messages };
}

function openChannel(channel: DemoChannel, cast: Cast, startMs: number) {
	const { name, team, members, messages, exchanges } = channel;
	const target: EntityRef = `channel.${newId(randomFillSync)}`;
	const maker = members[0] ?? '';
	const create = created(target, cast.id(maker), startMs, {
		kind: 'channel',
		name,
		members: members.map(cast.id),
		...(team !== undefined && { team: cast.team(team) })
	});
	return { room: { target, speakers: members, messages, exchanges }, create };
}

type ChannelBody = Extract<DemoEvent, { type: 'channel.create' }>['body'];

function created(target: EntityRef, by: PersonId, atMs: number, body: ChannelBody): DemoEvent {
	return { atMs, by, type: 'channel.create', target, body };
}

function topicOf(create: DemoEvent): DemoEvent[] {
	const known = DEMO_CHANNELS.find(
		({ name }) => create.type === 'channel.create' && name === create.body.name
	);
	if (known === undefined) return [];
	const { by, target } = create;
	const body = { field: 'topic', value: known.topic } as const;
	return [{ atMs: create.atMs + MINUTE, by, type: 'channel.field', target, body }];
}

function talk(
	room: Room,
	cast: Cast,
	chance: Chance,
	time: { startMs: number; nowMs: number }
): DemoEvent[] {
	const events: DemoEvent[] = [];
	const rounds = Math.ceil(room.messages / averageLength(room.exchanges));
	const step = (time.nowMs - time.startMs - 2 * DAY) / rounds;
	let previous: Exchange | undefined;
	for (let round = 0; events.length < room.messages; round += 1) {
		const others = room.exchanges.filter((one) => one !== previous);
		previous = chance.pick(others.length > 0 ? others : room.exchanges);
		const fill = slotsOf(chance);
		// The last of it was said this very hour.
		let atMs = Math.min(
			time.startMs + DAY + (round + chance.next()) * step,
			time.nowMs - 50 * MINUTE
		);
		for (const [speaker, text] of previous) {
			atMs += chance.between(20, 240) * 1000;
			events.push(say(room, cast, { atMs, speaker, text: fill(text) }));
		}
	}
	return events.sort((a, b) => a.atMs - b.atMs);
}

function averageLength(exchanges: readonly Exchange[]): number {
	return exchanges.reduce((sum, { length }) => sum + length, 0) / exchanges.length;
}

function say(
	room: Room,
	cast: Cast,
	said: { readonly atMs: number; readonly speaker: number; readonly text: string }
): DemoEvent {
	const who = (speaker: number) => room.speakers[speaker % room.speakers.length] ?? '';
	const mentions: PersonId[] = [];
	const text = said.text.replace(/@(\d+)/g, (_all, digits: string) => {
		const named = who(Number(digits));
		mentions.push(cast.id(named));
		return `@${cast.nameOf(named)}`;
	});
	return {
		atMs: Math.floor(said.atMs),
		by: cast.id(who(said.speaker)),
		type: 'message.add',
		target: room.target,
		body: { kind: 'public', text, ...(mentions.length > 0 && { mentions }) }
	};
}

function slotsOf(chance: Chance): (text: string) => string {
	const slots: Readonly<Record<string, string>> = {
		place: chance.pick(PLACES),
		street: chance.pick(STREETS),
		n: String(chance.between(11, 98)),
		m: String(chance.between(5, 40)),
		d: String(chance.between(2, 9)),
		time: `${chance.between(8, 18)}:${chance.pick(['00', '15', '30', '45'])}`
	};
	return (text) => text.replace(/\{(\w+)\}/g, (slot, key: string) => slots[key] ?? slot);
}

/** Everybody has read most of it; some have the last few still before them. */
function readMarks(room: Room, cast: Cast, chance: Chance, said: readonly DemoEvent[]) {
	return room.speakers.map((speaker): DemoEvent => {
		const person = cast.id(speaker);
		const unread = chance.happens(0.55) ? 0 : chance.between(1, 9);
		const last = said.at(-1);
		return {
			atMs: last?.atMs ?? 0,
			by: person,
			type: 'user.mark',
			target: `user.${person}`,
			body: { of: room.target, seq: Math.max(0, said.length - unread) }
		};
	});
}
