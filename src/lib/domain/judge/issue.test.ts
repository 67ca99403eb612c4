import { expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { change, stateOf, ticketRef } from '../testing.ts';
import { agent, create, fieldAgent, foreign, ticket, verdicts, type Twin } from './testing.ts';

const asked = change('ticket.ask-issue', ticketRef, { system: 'erpnext' });
const known = (record: Json) => change('ticket.issue', ticketRef, { record });
const failed = known({ name: null, asOfMs: 1, problem: { code: 'timeout', detail: '' } });
const made = known({ name: 'ISS-1', asOfMs: 1, problem: null });

const TWINS: readonly Twin[] = [
	[
		'it is wanted by those who work on the ticket',
		{ state: ticket, change: asked },
		'not-your-ticket',
		{ state: foreign, change: asked }
	],
	[
		'who are on it',
		{ state: ticket, change: asked, as: agent },
		'not-your-ticket',
		{ state: ticket, change: asked, as: fieldAgent }
	],
	[
		'once',
		{ state: ticket, change: asked },
		'already-exists',
		{ state: stateOf(create, asked), change: asked }
	],
	[
		'again where it could not be made',
		{ state: stateOf(create, asked, failed), change: asked },
		'already-exists',
		{ state: stateOf(create, asked, failed, made), change: asked }
	],
	[
		'what is known of it only the service says',
		{ state: stateOf(create, asked), change: made, as: undefined },
		'role',
		{ state: stateOf(create, asked), change: made }
	]
];

it.each(TWINS)('[ER1] an issue elsewhere: %s', (_, passes, reason, fails) => {
	expect(verdicts(passes, fails)).toEqual(['accepted', reason]);
});
