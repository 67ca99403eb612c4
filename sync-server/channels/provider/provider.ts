import { mustBe } from '#lib/domain/assert.ts';
import { isPersonId, isTeamId, type PersonId, type TeamId } from '#lib/domain/ids.ts';
import { takersIn } from '#lib/domain/requests.ts';
import type { ProviderAnswer, ProviderDeskAnswer } from '#lib/protocol/provider.ts';
import { GUEST_MARK } from '../../access/accounts.ts';
import type { Session } from '../../access/sessions.ts';
import type { OpenOrg, OrgRegistry } from '../../orgs/org-registry.ts';
import type { Login } from '../../persistence/platform/logins.ts';
import type { Org } from '../../persistence/platform/orgs.ts';
import type { Platform } from '../../persistence/platform/platform.ts';
import { submitAutomation } from '../../pipeline/automation.ts';
import { followingId } from '../../pipeline/following-id.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';
import { takesRequests } from '../portal/view.ts';

type Place = Pick<Session, 'orgId' | 'personId'>;

/** Somebody of another organisation, where they ask whoever runs the server. */
export interface Guest extends OpenOrg {
	readonly org: string;
	readonly person: PersonId;
	readonly address: string | null;
}

/** The automation that makes requesters of those who ask from other organisations. */
const PROVIDER = '~provider';
/** What remains of long names, for both to be told. */
const NAME = { person: 70, org: 45 } as const;

interface ProviderParts {
	readonly platform: Platform;
	readonly orgs: OrgRegistry;
	readonly now: () => number;
}

/**
 * Organisations ask whoever runs the server: their people become requesters of the organisation that
 * takes it, without a login there. Who they are there follows from who they are at home.
 */
export class Provider {
	readonly #parts: ProviderParts;

	constructor(parts: ProviderParts) {
		this.#parts = parts;
	}

	/** Who runs the server, as told to somebody of an organisation. */
	describe({ orgId }: Place, login: Pick<Login, 'isPlatformAdmin'>): ProviderAnswer {
		const { platform } = this.#parts;
		const others = platform.orgs.listReady().filter(({ id }) => id !== orgId).length;
		const desk = login.isPlatformAdmin ? this.#deskAt(orgId, others) : null;
		if (others === 0 || platform.providerDesk.find()?.orgId === orgId)
			return { kind: 'own', name: null, operators: this.#operatorsIn(orgId), desk };
		const name = this.#desk()?.name ?? null;
		return { kind: name === null ? 'closed' : 'open', name, operators: [], desk };
	}

	/** What those who run the server are told of where others ask. */
	#deskAt(orgId: string, others: number): ProviderDeskAnswer {
		const kept = this.#parts.platform.providerDesk.find();
		const isHere = kept?.orgId === orgId;
		const team = isHere && isTeamId(kept.teamId) ? kept.teamId : null;
		return { team, isElsewhere: kept !== undefined && !isHere, others };
	}

	/** Has a team of an organisation take what others ask; null: none of it. False for no such team. */
	setDesk(orgId: string, team: TeamId | null): boolean {
		const { platform, orgs, now } = this.#parts;
		if (team === null) platform.providerDesk.remove(orgId);
		else if (!takersOf(orgs.get(orgId).unit).includes(team)) return false;
		else platform.providerDesk.put({ orgId, teamId: team }, now());
		return true;
	}

	/** Who somebody is where they ask; undefined where nobody takes what their organisation asks. */
	guestOf(place: Place, email: string | null = null): Guest | undefined {
		const desk = this.#desk();
		const home = this.#parts.platform.orgs.byId(place.orgId);
		if (desk === undefined || desk.id === place.orgId || home?.isArchived !== false)
			return undefined;
		const open = this.#parts.orgs.get(desk.id);
		return { ...open, org: desk.id, person: guestId(desk.id, place), address: email };
	}

	/** The team that takes it: the one that was chosen, as long as it takes requests. */
	takerIn(unit: OrgUnit): TeamId | null {
		const chosen = this.#parts.platform.providerDesk.find()?.teamId;
		const takers = takersOf(unit);
		return takers.find((team) => team === chosen) ?? takers[0] ?? null;
	}

	/** Makes a requester of a guest, or gives them the name that they have now. */
	async greet(guest: Guest, place: Place): Promise<void> {
		const { platform, orgs } = this.#parts;
		const home = platform.orgs.byId(place.orgId);
		const facts = orgs.person(place.orgId, place.personId);
		if (home === undefined || facts === undefined) return;
		const name = guestName(facts.name, home.name);
		const target = `person.${guest.person}` as const;
		const known = guest.unit.world.directory.person(guest.person);
		if (known?.name === name) return;
		const userName = `${home.slug.slice(0, 30)}${GUEST_MARK}${place.personId}`;
		await submitAutomation(guest.unit, PROVIDER, [
			known === undefined
				? { type: 'person.create', target, body: { name, role: 'requester', userName } }
				: { type: 'person.field', target, body: { field: 'name', value: name } }
		]);
	}

	/** Ends the lines that a session has open where its person asks. */
	endSession(session: Place & Pick<Session, 'publicId'>): void {
		const guest = this.guestOf(session);
		guest?.portal.endSession(guest.person, session.publicId);
	}

	/** The organisation that takes what others ask, while it does. */
	#desk(): Org | undefined {
		const { platform, orgs } = this.#parts;
		const kept = platform.providerDesk.find();
		const org = kept && platform.orgs.byId(kept.orgId);
		if (org === undefined || !org.isReady || org.isArchived) return undefined;
		return takesRequests(orgs.get(org.id).unit) ? org : undefined;
	}

	#operatorsIn(orgId: string): string[] {
		const { platform, orgs } = this.#parts;
		return platform.logins.platformAdmins().flatMap(({ id }) => {
			const place = platform.memberships.listByLogin(id).find((one) => one.orgId === orgId);
			return (place && orgs.person(orgId, place.personId)?.name) ?? [];
		});
	}
}

function takersOf({ world: { directory } }: OrgUnit): TeamId[] {
	const { portalTeam, catalogue } = directory;
	const takers = takersIn({ portalTeam, catalogue, team: (id) => directory.team(id) });
	return takers.filter((team) => directory.team(team)?.archived === false);
}

/** The same for the same person of the same organisation, whenever and wherever it is worked out. */
function guestId(desk: string, { orgId, personId }: Place): PersonId {
	const id = followingId(`provider ${desk} ${orgId} ${personId}`);
	return mustBe(id, isPersonId, 'a digest makes an id');
}

function guestName(person: string, org: string): string {
	const shortened = (name: string, length: number) =>
		name.length <= length ? name : `${name.slice(0, length - 1).trim()}…`.toWellFormed();
	return `${shortened(person, NAME.person)} (${shortened(org, NAME.org)})`;
}
