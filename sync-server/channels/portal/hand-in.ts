import { CURRENT_VERSION } from '#lib/domain/changes/typed.ts';
import type { EntityRef, PersonId, TeamId } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import type { AskRequest, RateRequest, SayRequest, SentFile } from '#lib/protocol/portal.ts';
import { submitAutomation, type Draft } from '../../pipeline/automation.ts';
import { followingId } from '../../pipeline/following-id.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';
import { LANGUAGE, languageOf } from '../../pipeline/requester-language.ts';
import { reopen } from '../reopen.ts';
import { hasSaid, ownRequest, takesRequests } from './view.ts';

/** The automation that does in a request what its requester brings about. */
export const PORTAL = '~portal';

/** Who hands something in, and where. */
export interface Asker {
	readonly unit: OrgUnit;
	readonly person: PersonId;
	/** Where they are reached, if what is known of their person does not say. */
	readonly address?: string | null;
}

/** `refused`: judged and not accepted, now or when it was first sent. */
export type HandedIn = 'accepted' | 'refused' | 'closed';

/** Makes a request of it for the team that takes it, once for its change's id. */
export async function ask(asker: Asker, asked: AskRequest, team: TeamId | null): Promise<HandedIn> {
	const { unit, person } = asker;
	const { people } = unit.world.directory;
	const isMade = () =>
		ownRequest(asker, asked.id) !== undefined && hasSaid(asker, asked.id, asked.change);
	if (!isMade() && (team === null || !takesRequests(unit))) return 'closed';
	const { name = '', email } = people.get(person) ?? {};
	const address = email ?? asker.address ?? null;
	const target: EntityRef = `ticket.${asked.id}`;
	const body = {
		team,
		subject: asked.subject,
		requester: { name, ...(address !== null && { address }) },
		message: words(asked)
	};
	await speak(asker, asked);
	if (!isMade()) await submit(asker, { id: asked.change, type: 'ticket.create', target, body });
	if (!isMade()) return 'refused';
	await fillIn(unit, target, asked);
	return 'accepted';
}

/** Adds words to a request, once for their change's id; what waits or is finished is open again. */
export async function say(asker: Asker, id: string, said: SayRequest): Promise<HandedIn> {
	const target: EntityRef = `ticket.${id}`;
	await speak(asker, said);
	await submit(asker, { id: said.change, type: 'message.add', target, body: words(said) });
	if (!hasSaid(asker, id, said.change)) return 'refused';
	await reopen(asker.unit, PORTAL, target, said.change);
	return 'accepted';
}

/** Notes how somebody was served, once for its change's id; what is not solved is open again. */
export async function rate(asker: Asker, id: string, rated: RateRequest): Promise<HandedIn> {
	const target: EntityRef = `ticket.${id}`;
	const ticket = asker.unit.world.ticket(target);
	if (ticket === undefined) return 'refused';
	const { change, ...body } = rated;
	const entry = { id: change, type: 'ticket.rate' as const, target, body };
	const [settled] = await submit(asker, { ...entry, body: { ...body, round: ticket.round } });
	if (settled?.verdict.ok !== true) return 'refused';
	if (!rated.solved) await reopen(asker.unit, PORTAL, target, change);
	return 'accepted';
}

/** The same by a link that was made for a round of a ticket; repeating it does nothing. */
export async function rateByLink(
	unit: OrgUnit,
	place: { readonly ticket: string; readonly round: number; readonly token: string },
	rated: Omit<RateRequest, 'change'>
): Promise<HandedIn> {
	const target: EntityRef = `ticket.${place.ticket}`;
	const id = followingId(`rate ${place.token} ${JSON.stringify(rated)}`);
	const body = { ...rated, round: place.round };
	const [settled] = await submitAutomation(unit, PORTAL, [
		{ id, type: 'ticket.rate', target, body }
	]);
	if (settled?.verdict.ok !== true) return 'refused';
	if (!rated.solved && !settled.again) await reopen(unit, PORTAL, target, id);
	return 'accepted';
}

function words({
	text,
	files = []
}: {
	readonly text: string;
	readonly files?: readonly SentFile[];
}) {
	const attachments = files.map((file) => ({ ...file, role: 'file' }));
	return {
		kind: 'public',
		text,
		side: 'customer',
		...(attachments.length > 0 && { attachments })
	};
}

function submit({ unit, person }: Asker, draft: Required<Draft>) {
	const at = unit.nextStamp();
	const saw = unit.world.entities
		.get(draft.target)
		.thread.frontier.filter((stamp) => stamp < at)
		.slice(-MAX_SAW);
	const entry = { ...draft, v: CURRENT_VERSION, saw, at };
	return unit.submit({ sender: { author: person, device: '', revoked: false }, entries: [entry] });
}

const MAX_SAW = 32;

/** Notes in which language somebody uses the portal: what is said to them by itself is said in it. */
async function speak(asker: Asker, { language, change }: SayRequest | AskRequest): Promise<void> {
	const { unit, person } = asker;
	if (!language || languageOf(unit.world, person) === language) return;
	const target: EntityRef = `user.${person}`;
	const body = { field: LANGUAGE, value: language };
	await submit(asker, {
		id: followingId(`${LANGUAGE} ${change}`),
		type: 'user.field',
		target,
		body
	});
}

/** Writes what was answered in the form where the staff looks for it. */
async function fillIn(unit: OrgUnit, target: EntityRef, asked: AskRequest): Promise<void> {
	const { type = null, custom = {}, priority, change } = asked;
	const needsApproval =
		type !== null && unit.world.directory.catalogue.find('type', type)?.approval === true;
	const field = (name: string, value: Json): Draft => ({
		id: followingId(`${name} ${change}`),
		type: 'ticket.field',
		target,
		body: { field: name, value }
	});
	const drafts = [
		...(type === null ? [] : [field('type', type)]),
		...(needsApproval ? [field('approval', true)] : []),
		...(priority === undefined ? [] : [field('priority', priority)]),
		...Object.entries(custom).map(([code, value]): Draft => ({
			id: followingId(`custom ${code} ${change}`),
			type: 'ticket.custom',
			target,
			body: { field: code, value }
		}))
	];
	if (drafts.length > 0) await submitAutomation(unit, PORTAL, drafts);
}
