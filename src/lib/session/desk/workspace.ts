import type { Facts } from '#lib/domain/judge/checks.ts';
import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import { isPersonId, isTeamId, type PersonId, type TeamId } from '#lib/domain/ids.ts';
import type { Actor } from '#lib/domain/policy/actor.ts';
import { ServiceLevels } from '#lib/domain/sla/service-levels.ts';
import { roleHas } from '#lib/domain/policy/roles.ts';
import { actorOf, reachesTeam, teamsReached } from '#lib/domain/policy/scope.ts';
import {
	NO_ORG,
	readOrg,
	readPeople,
	readTeams,
	type OrgRow,
	type PersonRow,
	type TeamRow
} from '#lib/documents/workspace-doc.ts';
import { Cached } from '#lib/reactive/cached.ts';
import type { Replica } from '#lib/sync/replica.ts';
import { onMine, onRoots } from './listening.ts';
import type { Pending } from './pending.ts';
import type { Me } from './views.ts';
import {
	unsettledIn,
	withMyEntries,
	withMyOrg,
	withMyPeople,
	withMyTeams
} from './workspace-overlay.ts';

/** People, teams and the organisation, and what follows from them for this person. */
export class Workspace {
	readonly #session: Me;
	readonly #orgName: string;
	readonly #people: Cached<Map<PersonId, PersonRow>>;
	readonly #teams: Cached<Map<TeamId, TeamRow>>;
	/** As the server has them: what I may do does not follow from what I have asked for. */
	readonly #givenPeople: Cached<Map<PersonId, PersonRow>>;
	readonly #givenTeams: Cached<Map<TeamId, TeamRow>>;
	readonly #unsettled: Cached<ReadonlySet<string>>;
	readonly #org: Cached<OrgRow>;
	readonly #givenCatalogue: Cached<Catalogue>;
	readonly #catalogue: Cached<Catalogue>;
	readonly #serviceLevels: Cached<ServiceLevels>;
	readonly #me: Cached<Me>;
	readonly #actor: Cached<Actor>;
	readonly #myTeams: Cached<TeamId[]>;
	readonly #allTeams: Cached<TeamId[]>;

	#measured:
		| {
				readonly catalogue: Catalogue;
				readonly units: string;
				readonly levels: ServiceLevels;
		  }
		| undefined;

	constructor(replica: Replica, pending: Pending, session: Me, orgName: string) {
		this.#session = session;
		this.#orgName = orgName;
		const on = (...roots: string[]) => onRoots(replica, ...roots);
		const mine = (...kinds: string[]) => onMine(pending, ...kinds);
		const shown = (target: string) => pending.toShow(target, replica).map(({ change }) => change);
		const targets = () => pending.mine.targets();
		this.#givenPeople = new Cached(() => read(replica, readPeople), on('people'));
		this.#givenTeams = new Cached(() => read(replica, readTeams), on('teams'));
		this.#givenCatalogue = new Cached(() => withMyEntries(replica.doc, []), on('entries'));
		this.#people = new Cached(
			() => withMyPeople(this.#givenPeople.value, targets(), shown),
			on('people'),
			mine('person.')
		);
		this.#teams = new Cached(
			() => withMyTeams(this.#givenTeams.value, targets(), shown),
			on('teams'),
			mine('team.')
		);
		this.#org = new Cached(
			() => withMyOrg(replica.doc ? readOrg(replica.doc) : NO_ORG, shown(`org.${session.org}`)),
			on('org'),
			mine('org.')
		);
		this.#catalogue = new Cached(
			() => withMyEntries(replica.doc, shown(`org.${session.org}`)),
			on('entries'),
			mine('org.')
		);
		this.#serviceLevels = new Cached(
			() => this.#readServiceLevels(),
			on('entries', 'teams'),
			mine('org.', 'team.')
		);
		this.#unsettled = new Cached(() => unsettledIn(pending.mine), mine('person.', 'team.', 'org.'));
		this.#me = new Cached(() => this.#readMe(), on('people'), mine('person.'));
		const given = on('people', 'teams', 'entries');
		this.#actor = new Cached(() => this.#readActor(), given);
		this.#myTeams = new Cached(() => {
			const reached = teamsReached(this.actor);
			return this.#readTeams((id) => reached.has(id));
		}, given);
		this.#allTeams = new Cached(() => this.#readTeams((id) => reachesTeam(this.actor, id)), given);
	}

	get people(): ReadonlyMap<PersonId, PersonRow> {
		return this.#people.value;
	}

	get teams(): ReadonlyMap<TeamId, TeamRow> {
		return this.#teams.value;
	}

	get orgName(): string {
		return this.#org.value.name || this.#orgName;
	}

	/** The team that takes what is asked in the portal. */
	get portalTeam(): TeamId | null {
		return this.#org.value.portalTeam;
	}

	/** Whoever has a mail address there may ask for an account in the portal. */
	get signUpDomains(): readonly string[] {
		return this.#org.value.signUpDomains;
	}

	/** For how many days field agents' devices may go without the server. */
	get fieldDays(): number {
		return this.#org.value.fieldDays;
	}

	get exportAlarm(): number {
		return this.#org.value.exportAlarm;
	}

	/** Whether tickets can be sent to another system. */
	get issues(): boolean {
		return this.#org.value.issues === true;
	}

	/** What the organisation has defined, with what I have asked for on top. */
	get catalogue(): Catalogue {
		return this.#catalogue.value;
	}

	/** What the catalogue promises, and until when. */
	get serviceLevels(): ServiceLevels {
		return this.#serviceLevels.value;
	}

	/** Whether something about a person, a team or the organisation is not confirmed yet. */
	isUnsettled(target: string): boolean {
		return this.#unsettled.value.has(target);
	}

	get me(): Me {
		return this.#me.value;
	}

	get actor(): Actor {
		return this.#actor.value;
	}

	get myTeams(): readonly TeamId[] {
		return this.#myTeams.value;
	}

	/** Those I may open: mine first, and for administrators all others after them. */
	get allTeams(): readonly TeamId[] {
		return this.#allTeams.value;
	}

	/** What a forecast may depend on; the same that the server asks. */
	facts(nowMs: number): Facts {
		const { people, teams, actor } = this;
		return {
			actor,
			nowMs,
			person: (id) => (isPersonId(id) ? people.get(id) : undefined),
			team: (id) => (isTeamId(id) ? teams.get(id) : undefined),
			portalTeam: this.portalTeam,
			catalogue: this.catalogue,
			queries: null,
			// Another ticket may lie on another device only: the server knows.
			ticket: () => null,
			contact: () => null,
			isNameTaken: (name, except) =>
				[...people].some(
					([id, row]) =>
						id !== except && (sameName(row.userName, name) || sameName(row.email, name))
				),
			admins: () =>
				[...people]
					.filter(([, row]) => !row.blocked && roleHas(row.role, 'people.manage'))
					.map(([id]) => id)
		};
	}

	stop(): void {
		for (const cached of [
			this.#people,
			this.#teams,
			this.#givenPeople,
			this.#givenTeams,
			this.#givenCatalogue,
			this.#unsettled,
			this.#org,
			this.#catalogue,
			this.#serviceLevels,
			this.#me,
			this.#actor,
			this.#myTeams,
			this.#allTeams
		])
			cached.stop();
	}

	/** What was worked out stays while neither what is defined nor the unit of a team is another. */
	#readServiceLevels(): ServiceLevels {
		const { catalogue, teams } = this;
		const units = [...teams].map(([id, { unit }]) => `${id} ${unit ?? ''}`).join('\n');
		if (this.#measured?.catalogue === catalogue && this.#measured.units === units)
			return this.#measured.levels;
		const levels = new ServiceLevels(catalogue, teams);
		this.#measured = { catalogue, units, levels };
		return levels;
	}

	#readMe(): Me {
		const row = this.#people.value.get(this.#session.person);
		return row === undefined ? this.#session : { ...this.#session, name: row.name, role: row.role };
	}

	#readActor(): Actor {
		const { person, role } = this.#session;
		const row = this.#givenPeople.value.get(person);
		const where = (list: 'members' | 'supervisors') =>
			new Set(
				[...this.#givenTeams.value].flatMap(([id, team]) =>
					team[list].includes(person) ? [id] : []
				)
			);
		return actorOf(
			person,
			row ?? { role, blocked: false },
			{ teams: where('members'), supervises: where('supervisors') },
			{ teams: this.#givenTeams.value, catalogue: this.#givenCatalogue.value }
		);
	}

	#readTeams(isReached: (id: TeamId) => boolean): TeamId[] {
		const { actor } = this;
		const isOwn = (id: TeamId) => actor.teams.has(id) || actor.supervises.has(id);
		return [...this.#givenTeams.value]
			.filter(([id, { archived }]) => !archived && isReached(id))
			.sort(
				([a, one], [b, other]) =>
					Number(isOwn(b)) - Number(isOwn(a)) || one.name.localeCompare(other.name)
			)
			.map(([id]) => id);
	}
}

function read<K, V>(replica: Replica, from: (doc: NonNullable<Replica['doc']>) => Map<K, V>) {
	return replica.doc === undefined ? new Map<K, V>() : from(replica.doc);
}

function sameName(a: string | null, b: string): boolean {
	return a !== null && a.toLowerCase() === b.toLowerCase();
}
