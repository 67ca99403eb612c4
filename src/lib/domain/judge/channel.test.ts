import { describe, it, expect } from 'vitest';
import {
	actor,
	alice,
	bob,
	carol,
	change,
	channelRef,
	field,
	stateOf,
	stranger,
	support
} from '../testing.ts';
import { directChannelId, entityRef } from '../ids.ts';
import { type Twin, admin, fieldAgent, verdictWhenBlocked, verdicts } from './testing.ts';

const channelOf = (members: readonly string[], more: object = {}, by: string = alice) =>
	change(
		'channel.create',
		channelRef,
		{ kind: 'channel', name: 'Night', members, ...more },
		{ by }
	);
const night = stateOf(channelOf([alice, bob]));
const bobs = stateOf(channelOf([alice, bob], {}, bob));
const word = change('message.add', channelRef, { kind: 'public', text: 'Hello' });
const rename = change('channel.field', channelRef, { field: 'name', value: 'Day' });
const seat = (who: string, present: boolean) =>
	change('channel.element', channelRef, { set: 'members', element: who, present });
const archive = () => change('channel.field', channelRef, { field: 'archived', value: true });
const directRef = entityRef('channel', directChannelId(alice, bob));
const direct = (members: readonly string[], more: object = {}, target = directRef) =>
	change('channel.create', target, { kind: 'direct', name: '', members, ...more });
const selfRef = entityRef('channel', directChannelId(alice, alice));
const trap = stateOf(
	change(
		'channel.create',
		directRef,
		{ kind: 'channel', name: 'Trap', members: [carol] },
		{ by: carol }
	)
);

const channels: readonly Twin[] = [
	[
		'[CN2] a direct channel is the one of its two people',
		{ change: direct([alice, bob]) },
		'malformed',
		{ change: direct([alice, carol]) }
	],
	[
		'[CN2] two people, no third',
		{ change: direct([bob, alice]) },
		'malformed',
		{ change: direct([alice, bob, carol]) }
	],
	[
		'[CN2] two people, not one twice',
		{ change: direct([alice, bob]) },
		'malformed',
		{ change: direct([alice, alice], {}, selfRef) }
	],
	[
		'[CN2] no team listens in',
		{ change: direct([alice, bob]) },
		'malformed',
		{ change: direct([alice, bob], { team: support }) }
	],
	[
		'[CN2] its maker is one of them',
		{ change: direct([alice, bob]) },
		'not-a-member',
		{ change: direct([alice, bob]), as: actor(carol, 'org-admin') }
	],
	[
		'[CN2] its people are staff',
		{ change: direct([alice, bob]) },
		'role',
		{ change: direct([alice, bob]), as: actor(alice, 'requester') }
	],
	[
		'[CN2] its people are known',
		{ change: direct([alice, bob]) },
		'unknown-person',
		{ change: direct([alice, bob]), facts: { person: () => undefined } }
	],
	[
		'[CN3] a channel made beforehand is no direct one',
		{ change: direct([alice, bob]) },
		'already-exists',
		{ state: trap, change: direct([alice, bob]) }
	],
	[
		'[CN4] both may make their direct channel',
		{ state: stateOf(direct([alice, bob])), change: direct([alice, bob]) },
		'already-exists',
		{ state: night, change: channelOf([alice]) }
	],
	[
		'[CN5] its maker manages a channel',
		{ state: night, change: rename },
		'not-yours',
		{ state: bobs, change: rename }
	],
	[
		'[CN5] an administrator in it, too',
		{ state: bobs, change: rename, as: admin },
		'not-a-member',
		{ state: stateOf(channelOf([bob], {}, bob)), change: rename, as: admin }
	],
	[
		'[CN5] its maker gives seats',
		{ state: night, change: seat(carol, true) },
		'not-yours',
		{ state: bobs, change: seat(carol, true) }
	],
	[
		'[CN5] seats are for the known',
		{ state: night, change: seat(carol, true) },
		'unknown-person',
		{ state: night, change: seat(stranger, true) }
	],
	[
		'[CN6] anybody may leave',
		{ state: bobs, change: seat(alice, false) },
		'not-yours',
		{ state: bobs, change: seat(carol, false) }
	],
	[
		'[CN6] but not a direct channel',
		{ state: bobs, change: seat(alice, false) },
		'not-yours',
		{ state: stateOf(direct([alice, bob])), change: seat(alice, false) }
	],
	[
		'[CN7] an archived channel takes no words',
		{ state: night, change: word },
		'archived',
		{ state: stateOf(channelOf([alice, bob]), archive()), change: word }
	],
	[
		'[CN7] words are for members',
		{ state: night, change: word },
		'not-a-member',
		{ state: night, change: word, as: actor(carol, 'agent') }
	],
	[
		'[CN8] a channel has a name',
		{ change: channelOf([alice]) },
		'malformed',
		{ change: channelOf([alice], { name: ' ' }) }
	],
	[
		'[CN8] channels are made by agents',
		{ change: channelOf([alice]) },
		'role',
		{ change: channelOf([alice]), as: fieldAgent }
	],
	[
		'[CN8] for a team of their own',
		{ change: channelOf([], { team: support }) },
		'not-your-team',
		{ change: channelOf([], { team: field }) }
	],
	[
		'[CN8] a channel must exist',
		{ state: night, change: rename },
		'unknown-target',
		{ change: rename }
	]
];

describe('the verdict on a channel [CN2, CN3, CN4, CN5, CN6, CN7, CN8]', () => {
	it.each(channels)('%s', (_title, passes, refusedAs, fails) => {
		expect(verdicts(passes, fails)).toEqual(['accepted', refusedAs]);
	});
});

describe('the verdict on whoever is blocked', () => {
	it.each(channels)('[DR5] %s: not for who is blocked', (_title, passes) => {
		expect(verdictWhenBlocked(passes)).toBe('blocked');
	});
});
