import { Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import { readChannel, type Channel } from '#lib/domain/channel.ts';
import { cellValue, presentElements, type Cells } from '#lib/domain/crdt/cells.ts';
import { isPersonId, isTeamId, type PersonId, type TeamId } from '#lib/domain/ids.ts';
import { EXPORT_ALARM, exportAlarmOf } from '#lib/domain/export-alarm.ts';
import { FIELD_DAYS, fieldDaysOf } from '#lib/domain/field-days.ts';
import { readArticle, type Article } from '#lib/domain/knowledge/article.ts';
import { isMailDomain } from '#lib/domain/mail-domain.ts';
import type { Actor } from '#lib/domain/policy/actor.ts';
import { ROLES, roleHas } from '#lib/domain/policy/roles.ts';
import { ServiceLevels } from '#lib/domain/sla/service-levels.ts';
import { actorOf, teamsInScope } from '#lib/domain/policy/scope.ts';
import type { PersonRow, TeamRow } from '#lib/documents/workspace-doc.ts';
import type { Entities, Entity } from './entities.ts';

/** In which teams people are, by how they belong there. */
type Places = Readonly<Record<'members' | 'supervisors', ReadonlyMap<string, Set<TeamId>>>>;

/** The people, teams and channels of an organisation, kept in memory: policy asks them all the time. */
export class Directory {
	readonly #entities: Entities;
	readonly people = new Map<PersonId, PersonRow>();
	readonly teams = new Map<TeamId, TeamRow>();
	readonly channels = new Map<string, Channel>();
	/** The knowledge base, drafts included. */
	readonly articles = new Map<string, Article>();
	/** What the administrators have defined. */
	catalogue = new Catalogue([]);
	/** The team that takes what is asked in the portal. */
	portalTeam: TeamId | null = null;
	/** Whoever has a mail address there may ask for an account in the portal. */
	signUpDomains: readonly string[] = [];
	/** For how many days field agents' devices may go without the server. */
	fieldDays: number = FIELD_DAYS.usual;
	/** Whoever takes more records at once is told of to the administrators. */
	exportAlarm: number = EXPORT_ALARM.usual;
	readonly #actors = new Map<PersonId, Actor>();
	#levels: ServiceLevels | undefined;
	#known: Places | undefined;

	constructor(entities: Entities) {
		this.#entities = entities;
		this.reload();
	}

	reload(): void {
		this.people.clear();
		this.teams.clear();
		this.channels.clear();
		this.articles.clear();
		this.catalogue = new Catalogue([]);
		this.#levels = undefined;
		this.portalTeam = null;
		this.signUpDomains = [];
		this.fieldDays = FIELD_DAYS.usual;
		this.exportAlarm = EXPORT_ALARM.usual;
		for (const kind of ['person', 'team', 'channel', 'org', 'article'])
			for (const target of this.#entities.targets(kind)) this.refresh(target);
	}

	person(id: string): PersonRow | undefined {
		return isPersonId(id) ? this.people.get(id) : undefined;
	}

	team(id: string): TeamRow | undefined {
		return isTeamId(id) ? this.teams.get(id) : undefined;
	}

	/** Reads one person, team or channel again after its cells have changed. */
	refresh(target: string): void {
		const [kind, id = ''] = target.split('.');
		const entity = this.#entities.get(target);
		if (kind === 'org') this.#refreshOrg(entity);
		if (entity.head.created === undefined) return;
		const article = kind === 'article' ? readArticle(entity.head) : undefined;
		if (article !== undefined) this.articles.set(id, article);
		this.#actors.clear();
		this.#known = undefined;
		if (kind === 'person' && isPersonId(id)) this.people.set(id, readPerson(entity));
		if (kind === 'team' && isTeamId(id)) this.#refreshTeam(id, readTeam(entity));
		const channel = kind === 'channel' ? readChannel(entity.head) : undefined;
		if (channel !== undefined) this.channels.set(id, channel);
	}

	#refreshTeam(id: TeamId, team: TeamRow): void {
		if (this.teams.get(id)?.unit !== team.unit) this.#levels = undefined;
		this.teams.set(id, team);
	}

	#refreshOrg(entity: Entity): void {
		this.catalogue = readCatalogue(entity);
		// Units lie in regions.
		this.#actors.clear();
		this.#levels = undefined;
		const team = cellValue(entity.head, 'portalTeam');
		this.portalTeam = isTeamId(team) ? team : null;
		const domains = cellValue(entity.head, 'signUpDomains');
		this.signUpDomains = Array.isArray(domains) ? domains.filter(isMailDomain) : [];
		this.fieldDays = fieldDaysOf(cellValue(entity.head, 'fieldDays'));
		this.exportAlarm = exportAlarmOf(cellValue(entity.head, 'exportAlarm'));
	}

	/** A person as policy sees them; undefined for somebody unknown here. */
	actor(person: string): Actor | undefined {
		if (!isPersonId(person)) return undefined;
		const known = this.#actors.get(person);
		if (known !== undefined) return known;
		const row = this.people.get(person);
		if (row === undefined) return undefined;
		const { members, supervisors } = this.#places();
		const own = {
			teams: members.get(person) ?? new Set<TeamId>(),
			supervises: supervisors.get(person) ?? new Set<TeamId>()
		};
		const actor = actorOf(person, row, own, this);
		this.#actors.set(person, actor);
		return actor;
	}

	/** What is promised, and until when; another one as soon as any of that has changed. */
	get levels(): ServiceLevels {
		return (this.#levels ??= new ServiceLevels(this.catalogue, this.teams));
	}

	/** What everybody who is given units or regions reaches by them. */
	scopes(): Map<PersonId, ReadonlySet<TeamId>> {
		const scopes = new Map<PersonId, ReadonlySet<TeamId>>();
		for (const [person, row] of this.people)
			if (row.units !== undefined || row.regions !== undefined)
				scopes.set(person, teamsInScope(row, this));
		return scopes;
	}

	/** Everybody with a seat in a channel: those named, and its team. */
	seats(channel: Channel): Set<PersonId> {
		const team = channel.team === null ? undefined : this.teams.get(channel.team);
		return new Set([...channel.members, ...(team?.members ?? []), ...(team?.supervisors ?? [])]);
	}

	admins(): PersonId[] {
		return [...this.people]
			.filter(([, row]) => !row.blocked && roleHas(row.role, 'people.manage'))
			.map(([id]) => id);
	}

	isNameTaken(name: string, except: string): boolean {
		const wanted = name.toLowerCase();
		for (const [id, row] of this.people) {
			const names = [row.userName.toLowerCase(), row.email?.toLowerCase()];
			if (id !== except && names.includes(wanted)) return true;
		}
		return false;
	}

	/** Read once for everybody: a thousand who come back at once are not looked for one by one. */
	#places(): Places {
		return (this.#known ??= {
			members: teamsBy(this.teams, 'members'),
			supervisors: teamsBy(this.teams, 'supervisors')
		});
	}
}

const GIVING_OUT = ['suggest', 'assign'] as const;

function readCatalogue({ head }: Entity): Catalogue {
	return new Catalogue(Object.entries(head).map(([key, [value]]) => [key, value] as const));
}

function teamsBy(
	teams: ReadonlyMap<TeamId, TeamRow>,
	belonging: keyof Places
): Map<string, Set<TeamId>> {
	const places = new Map<string, Set<TeamId>>();
	for (const [id, team] of teams)
		for (const person of team[belonging]) {
			const known = places.get(person);
			if (known === undefined) places.set(person, new Set([id]));
			else known.add(id);
		}
	return places;
}

const textsIn = (head: Cells, key: string): string[] => {
	const value = cellValue(head, key);
	return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
};
const textIn = (head: Cells, key: string): string => String(cellValue(head, key) ?? '');

function readPerson({ head, thread }: Entity): PersonRow {
	const [skills, units, regions] = ['skills', 'units', 'regions'].map((key) => textsIn(head, key));
	return {
		name: textIn(head, 'name'),
		role: ROLES.find((known) => known === cellValue(head, 'role')) ?? 'requester',
		userName: textIn(head, 'userName'),
		email: textIn(head, 'email') || null,
		blocked: cellValue(head, 'blocked') === true,
		...(skills?.length && { skills }),
		...(units?.length && { units }),
		...(regions?.length && { regions }),
		...(cellValue(head, 'assignable') === false && { assignable: false }),
		heads: thread.frontier
	};
}

function readTeam({ head, thread }: Entity): TeamRow {
	const assignment = GIVING_OUT.find((known) => known === cellValue(head, 'assignment'));
	const unit = textIn(head, 'unit');
	return {
		name: textIn(head, 'name'),
		color: Number(cellValue(head, 'color') ?? 0),
		archived: cellValue(head, 'archived') === true,
		...(assignment && { assignment }),
		...(unit && { unit }),
		members: presentElements(head, 'members').filter(isPersonId),
		supervisors: presentElements(head, 'supervisors').filter(isPersonId),
		heads: thread.frontier
	};
}
