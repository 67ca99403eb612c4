import { createHash } from 'node:crypto';
import type { Change } from '#lib/domain/changes/change.ts';
import { CURRENT_VERSION } from '#lib/domain/changes/typed.ts';
import { toBase32, type EntityRef, type PersonId } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import type { AskRequest, SayRequest } from '#lib/protocol/portal.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';
import { automationChange } from '../../pipeline/intake.ts';
import { hasSaid, ownRequest, takesRequests } from './view.ts';

/** The automation that reopens what its requester writes on. */
const PORTAL = '~portal';

/** Who hands something in, and where. */
export interface Asker {
	readonly unit: OrgUnit;
	readonly person: PersonId;
}

/** `refused`: judged and not accepted, now or when it was first sent. */
export type HandedIn = 'accepted' | 'refused' | 'closed';

/** Makes a request of it, once for its change's id. */
export async function ask(asker: Asker, asked: AskRequest): Promise<HandedIn> {
	const { unit, person } = asker;
	const { portalTeam, people } = unit.world.directory;
	const isMade = () => ownRequest(asker, asked.id) !== undefined;
	if (isMade() && hasSaid(asker, asked.id, asked.change)) return 'accepted';
	if (portalTeam === null || !takesRequests(unit)) return 'closed';
	const { name = '', email = null } = people.get(person) ?? {};
	const body = {
		team: portalTeam,
		subject: asked.subject,
		requester: { name, ...(email !== null && { address: email }) },
		message: { kind: 'public', text: asked.text, side: 'customer' }
	};
	await submit(asker, {
		id: asked.change,
		type: 'ticket.create',
		target: `ticket.${asked.id}`,
		body
	});
	return isMade() && hasSaid(asker, asked.id, asked.change) ? 'accepted' : 'refused';
}

/** Adds words to a request, once for their change's id; what waits or is finished is open again. */
export async function say(asker: Asker, id: string, said: SayRequest): Promise<HandedIn> {
	const target: EntityRef = `ticket.${id}`;
	const body = { kind: 'public', text: said.text, side: 'customer' };
	await submit(asker, { id: said.change, type: 'message.add', target, body });
	if (!hasSaid(asker, id, said.change)) return 'refused';
	await reopen(asker, target, said.change);
	return 'accepted';
}

type Draft = { readonly type: Change['type']; readonly target: EntityRef; readonly body: Json };

function submit({ unit, person }: Asker, draft: Draft & { readonly id: string }) {
	const at = unit.nextStamp();
	const saw = unit.world.entities
		.get(draft.target)
		.thread.frontier.filter((stamp) => stamp < at)
		.slice(-MAX_SAW);
	const entry = { ...draft, v: CURRENT_VERSION, saw, at };
	return unit.submit({ sender: { author: person, device: '', revoked: false }, entries: [entry] });
}

const MAX_SAW = 32;

/** Its id follows from the message's, so that sending that again reopens nothing twice. */
async function reopen({ unit }: Asker, target: EntityRef, message: string): Promise<void> {
	const ticket = unit.world.ticket(target);
	const draft = ticket && reopening(ticket);
	if (draft === undefined) return;
	const digest = createHash('sha256').update(`reopen ${message}`).digest();
	const id = toBase32(digest.subarray(0, 16));
	const change = automationChange(unit.nextStamp(), { id, target, ...draft });
	await unit.submit({
		sender: { author: PORTAL, device: '', revoked: false },
		entries: [change]
	});
}

/** What makes the team look at a request again; undefined while it does so anyway. */
function reopening({ merged, final, round, status }: Ticket): Omit<Draft, 'target'> | undefined {
	if (merged !== null) return { type: 'ticket.unmerge', body: { round: round + 1 } };
	const body = { status: 'open', class: 'open' };
	if (final) return { type: 'ticket.state', body: { ...body, round: round + 1 } };
	return status === 'waiting' ? { type: 'ticket.state', body: { ...body, round } } : undefined;
}
