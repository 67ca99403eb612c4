import { newId, type EntityRef } from '#lib/domain/ids.ts';
import type { Change } from '#lib/domain/changes/change.ts';
import type { Json } from '#lib/domain/json.ts';
import { ROLES, type Role } from '#lib/domain/policy/roles.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import { anOrganisation, type TestServer } from '../support/server.ts';

export const anId = () => newId((bytes) => crypto.getRandomValues(bytes));

/** A draft of each kind of content, all of its words bearing a mark. */
export function contentOf(mark: string, team: string, people: readonly string[]) {
	const [ticket, channel] = [`ticket.${anId()}` as const, `channel.${anId()}` as const];
	const text = anId();
	const drafts: { type: Change['type']; target: EntityRef; body: Json }[] = [
		{
			type: 'ticket.create',
			target: ticket,
			body: {
				team,
				subject: `${mark} subject`,
				category: `${mark} category`,
				requester: { name: `${mark} requester`, address: `${mark}@example.org` },
				tags: [`${mark} tag`],
				message: { kind: 'public', text: `${mark} description` }
			}
		},
		{ type: 'message.add', target: ticket, body: { kind: 'note', text: `${mark} note` } },
		{
			type: 'ticket.element',
			target: ticket,
			body: { set: 'drafts', element: text, present: true }
		},
		{
			type: 'ticket.state',
			target: ticket,
			body: { round: 0, status: 'solved', class: 'done', resolution: `${mark} resolution` }
		},
		...people.map((element) => ({
			type: 'ticket.element' as const,
			target: ticket,
			body: { set: 'followers', element, present: true }
		})),
		{
			type: 'channel.create',
			target: channel,
			body: { kind: 'channel', name: `${mark} channel`, members: [...people] }
		},
		{ type: 'message.add', target: channel, body: { kind: 'public', text: `${mark} talk` } }
	];
	return { ticket, channel, text, drafts };
}

/**
 * An organisation with one person of each role in its first team (the supervisor supervises it), one
 * agent in its second, and content in both, marked.
 */
export async function aPlace(test: TestServer, marks: { own: string; other: string }) {
	const roles = [...ROLES, 'agent'] as const;
	const place = await anOrganisation(
		test,
		roles.map((role) => ({ role })),
		(ids) => [
			{ name: 'Own', members: ids.slice(0, 3), supervisors: ids.slice(3, 4) },
			{ name: 'Other', members: ids.slice(5), supervisors: [] }
		]
	);
	const [own = '', other = ''] = place.teams;
	const everybody = place.founded.slice(0, ROLES.length).map(({ id }) => id);
	const theirs = place.founded.slice(ROLES.length).map(({ id }) => id);
	const contents = {
		/** In the first team; nobody is on it. */
		own: contentOf(marks.own, own, []),
		/** In the second team, and everybody of the first one is on it. */
		shared: contentOf(marks.own, other, everybody),
		/** In the second team, with its own people only. */
		other: contentOf(marks.other, other, theirs)
	};
	for (const { drafts } of Object.values(contents)) await accept(place.unit, drafts);
	const teamChannel = `channel.${anId()}` as const;
	await accept(place.unit, [
		{
			type: 'channel.create',
			target: teamChannel,
			body: { kind: 'channel', name: 'Own', team: own }
		}
	]);
	const byRole = Object.fromEntries(
		ROLES.map((role, index) => [role, { ...place.founded[index], ...place.people[index] }])
	) as Record<Role, { id: string; userName: string; cookie: string; org: string }>;
	const { hub } = test.server.orgs.get(place.org);
	return { ...place, hub, own, other, contents, teamChannel, byRole, outsider: theirs[0] ?? '' };
}

type Drafts = Parameters<typeof submitAutomation>[2];

/** Hands in changes of an automation that must be accepted. */
export async function accept(unit: Parameters<typeof submitAutomation>[0], drafts: Drafts) {
	const settled = await submitAutomation(unit, '~test', drafts);
	const refusal = settled.find(({ verdict }) => !verdict.ok);
	if (refusal !== undefined) throw new Error(JSON.stringify(refusal.verdict));
}
