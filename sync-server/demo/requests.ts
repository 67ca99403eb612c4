import { randomFillSync } from 'node:crypto';
import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import { newId, type EntityRef } from '#lib/domain/ids.ts';
import type { Cast } from './cast.ts';
import type { DemoEvent } from './history.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What happened in a request, by whom, so many hours ago. */
type Step =
	| readonly [hoursAgo: number, by: string, say: string]
	| readonly [hoursAgo: number, by: string, state: BodyOf<'ticket.state'>]
	| readonly [hoursAgo: number, by: string, note: { readonly note: string }];

const REQUESTER = 'hannah';

const REQUESTS: readonly { readonly subject: string; readonly steps: readonly Step[] }[] = [
	{
		subject: 'Docking station no longer charges my laptop',
		steps: [
			[
				52,
				REQUESTER,
				'Since this morning the laptop runs on battery although it stands in the dock. The lamp of the dock is on.'
			],
			[51, 'mei', { round: 0, status: 'in-progress', class: 'open' }],
			[
				51,
				'mei',
				'Good morning Hannah, please unplug the dock from the wall for a minute and plug it in again. Does the lamp turn white?'
			],
			[50, REQUESTER, 'It turns orange and stays that way.'],
			[49, 'mei', { note: 'Same batch as the three docks of last month: exchange at once.' }],
			[
				48,
				'mei',
				'Then it is broken. A new one is at the service desk for you; bring the old one along.'
			],
			[48, 'mei', { round: 0, status: 'waiting', class: 'paused' }]
		]
	},
	{
		subject: 'Access to the project calendar',
		steps: [
			[
				9 * 24,
				REQUESTER,
				'I joined the harbour project and cannot see its calendar. Could you let me in? Lena Brandt leads it.'
			],
			[9 * 24 - 3, 'luca', { round: 0, status: 'in-progress', class: 'open' }],
			[9 * 24 - 4, 'luca', 'Hello Hannah, Lena has agreed. You see it from tomorrow morning on.'],
			[
				8 * 24,
				'luca',
				{
					round: 0,
					status: 'solved',
					class: 'done',
					resolution: 'Added to the group of the project after its lead agreed.'
				}
			]
		]
	},
	{
		subject: 'Second screen for the desk by the window',
		steps: [[3, REQUESTER, 'There are two of us at that desk now. Is a second screen possible?']]
	}
];

/** What the demo's requester has asked in the portal. */
export function tellRequests(cast: Cast, nowMs: number): DemoEvent[] {
	const requester = { name: cast.nameOf(REQUESTER), address: `${REQUESTER}@demo.example` };
	return REQUESTS.flatMap(({ subject, steps }) => {
		const target: EntityRef = `ticket.${newId(randomFillSync)}`;
		return steps.map(([hoursAgo, by, what], index): DemoEvent => {
			const common = { atMs: nowMs - hoursAgo * HOUR + index * MINUTE, by: cast.id(by), target };
			if (typeof what !== 'string')
				return 'note' in what
					? { ...common, type: 'message.add', body: { kind: 'note', text: what.note } }
					: { ...common, type: 'ticket.state', body: what };
			const message = { kind: 'public', text: what } as const;
			if (by !== REQUESTER)
				return { ...common, type: 'message.add', body: { ...message, late: true } };
			const said = { ...message, side: 'customer' } as const;
			if (index > 0) return { ...common, type: 'message.add', body: { ...said, late: true } };
			const team = cast.team('desk');
			return {
				...common,
				type: 'ticket.create',
				body: { team, subject, requester, message: said }
			};
		});
	});
}
