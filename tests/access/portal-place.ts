import type { EntityRef } from '#lib/domain/ids.ts';
import type { RequestAnswer } from '#lib/protocol/portal.ts';
import { anOrganisation, type TestServer } from '../support/server.ts';
import { accept, anId } from './place.ts';

/** Two requesters, an agent and an administrator; what only the staff has bears the mark. */
export async function aPortal(test: TestServer, mark: string) {
	const made = await anOrganisation(
		test,
		[
			{ role: 'requester', name: 'Hannah' },
			{ role: 'requester', name: `Otto ${mark}` },
			{ role: 'agent', name: 'Mei', userName: `mei.${mark}` },
			{ role: 'org-admin', name: `Ada ${mark}`, userName: `ada.${mark}` }
		],
		(ids) => [{ name: `Desk ${mark}`, members: ids.slice(2, 3), supervisors: [] }]
	);
	const [hannah, otto, mei, ada] = made.people;
	const [team] = made.teams;
	if (!hannah || !otto || !mei || !ada || !team) throw new Error('four people were made');
	const { unit } = made;
	const body = { field: 'portalTeam', value: team };
	await accept(unit, [{ type: 'org.field', target: `org.${made.org}`, body }]);

	async function call(path: string, { body: sent, etag, ...from }: Sent = {}) {
		const response = await fetch(`${test.address}/api${path}`, {
			method: sent === undefined ? 'GET' : 'POST',
			headers: {
				cookie: from.cookie ?? hannah?.cookie ?? '',
				origin: test.address,
				...(etag !== undefined && { 'if-none-match': etag }),
				...(sent !== undefined && { 'content-type': 'application/json' })
			},
			...(sent !== undefined && { body: JSON.stringify(sent) })
		});
		return { status: response.status, text: await response.text(), headers: response.headers };
	}
	/** Hands in what Mei does, as from a device of hers. */
	async function byMei(type: string, target: EntityRef, change: object) {
		const sender = { author: mei?.id ?? '', device: '', revoked: false };
		const saw = unit.world.entities.get(target).thread.frontier;
		const entry = { id: anId(), v: 2, type, target, saw, at: unit.nextStamp(), body: change };
		const [settled] = await unit.submit({ sender, entries: [entry] });
		if (settled?.verdict.ok !== true) throw new Error(JSON.stringify(settled?.verdict));
		return entry.id;
	}
	async function ask(more: object = {}, cookie?: string) {
		const asked = { id: anId(), change: anId(), subject: 'The lift', text: 'It stands.', ...more };
		const sent = { body: asked, ...(cookie !== undefined && { cookie }) };
		return { ...asked, ...(await call('/portal/requests', sent)) };
	}
	const read = async (id: string) =>
		JSON.parse((await call(`/portal/requests/${id}`)).text) as RequestAnswer;
	return { ...made, hannah, otto, mei, ada, team, call, byMei, ask, read };
}

interface Sent {
	readonly body?: unknown;
	readonly cookie?: string;
	readonly etag?: string;
}
