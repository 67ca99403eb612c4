import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Accounts } from '../access/accounts.ts';
import type { Session } from '../access/sessions.ts';
import type { DemoLogin, NewOrg, OrgDirectory } from '../access/org-directory.ts';
import { LaterLog } from '../backup/later-log.ts';
import { laterFolder, type LogEnd } from '../backup/later-files.ts';
import { ORG_MIGRATIONS } from '../persistence/org/migrations.ts';
import { openChecked, openDatabase, requirePresent } from '../persistence/sqlite.ts';
import { NotSavedError, type StorageTrouble } from '../persistence/storage-trouble.ts';
import { found } from '../pipeline/founding.ts';
import { MAIL_KINDS } from '../effects/effect.ts';
import { tellHeads } from '../observe/audit-heads.ts';
import type { Log } from '../observe/log.ts';
import type { MetricSources } from '../observe/metrics.ts';
import type { PipelineWatch } from '../observe/watch.ts';
import { OrgUnit } from '../pipeline/org-unit.ts';
import { renewShape } from '../pipeline/rebuild.ts';
import type { Post } from '../channels/outgoing/post.ts';
import type { Push } from '../channels/push/push.ts';
import { ACCOUNT_KINDS } from '../effects/effect.ts';
import { ExportWatch } from '../activity/export-watch.ts';
import { ActivityLines } from '../activity/activity-lines.ts';
import { PortalStreams } from '../channels/portal/streams.ts';
import { OrgHub } from '../socket/org-hub.ts';
import { createAccountEffects } from './account-effects.ts';
import type { OnCallLine } from '../channels/whatsapp/on-call-line.ts';
import type { IssueSyncParts } from '../integrations/erpnext/issue-sync.ts';
import { openSending } from './open-sending.ts';
import {
	openWatchers,
	startWatchers,
	stopWatchers,
	tellWatchers,
	type Watchers
} from './open-watchers.ts';
import { both, repeated } from './repeated.ts';

/** An organisation that is open in this process. */
export interface OpenOrg extends Watchers {
	readonly unit: OrgUnit;
	readonly hub: OrgHub;
	/** Tells requesters who look at their requests that something is new. */
	readonly portal: PortalStreams;
	/** Tells those who look at what is done that something was. */
	readonly activity: ActivityLines;
	/** Counts what each person takes at once. */
	readonly exports: ExportWatch;
	/** What was committed, copied beside the backups; undefined where none are wanted. */
	readonly later: LaterLog | undefined;
	/** Runs what is due now. */
	readonly runEffects: () => void;
}

export interface RegistryParts {
	readonly dataDir: string;
	readonly now: () => number;
	readonly after: (ms: number, run: () => void) => void;
	readonly defer: (run: () => void) => void;
	readonly randomClient: () => number;
	readonly report: (error: unknown, where: string) => void;
	readonly watch?: PipelineWatch;
	readonly log?: Log;
	/** Where backups lie, and where the newest one ends; the later log goes on from there. */
	readonly backups?: { readonly dir: string; readonly endOf: (org: string) => LogEnd | undefined };
	/** The way to browsers while nobody looks; known once sessions are. */
	readonly push?: () => Push;
	/** The way out for mail, likewise. */
	readonly post?: () => Post;
	/** The way to systems outside; known once connections are. */
	readonly outsiders?: IssueSyncParts['outsiders'];
	/** The way to those on call; known once connections are. */
	readonly onCall?: () => OnCallLine;
	/** Known once accounts have been put together, which themselves need this registry. */
	readonly accounts: () => Accounts;
}

/** How soon it is tried again whether the disk takes something. */
const PROBE_MS = 2_000;
/** States of effects that are not done. */
const EFFECT_STATES = ['waiting', 'leased', 'held', 'dead'];
/** Closed tickets leave the lists after this. */
const LISTED_MS = 30 * 24 * 3_600_000;

/** Where an organisation's file lies. */
export const orgFile = (dataDir: string, org: string): string =>
	join(dataDir, 'orgs', `${org}.sqlite`);

/** The organisations of this server, each opened when first needed. */
export class OrgRegistry implements OrgDirectory {
	readonly #parts: RegistryParts;
	readonly #open = new Map<string, OpenOrg>();

	constructor(parts: RegistryParts) {
		this.#parts = parts;
	}

	/** Opens an organisation's file; `org` must be one the platform knows. */
	get(org: string): OpenOrg {
		const known = this.#open.get(org);
		if (known !== undefined) return known;
		const { dataDir, now, after, defer, randomClient, accounts, watch, report } = this.#parts;
		const database = openOrgFile(orgFile(dataDir, org));
		renewShape(org, database, { randomClient, now });
		const isServed = () => this.#open.has(org);
		const sending = openSending(org, this.#parts, isServed);
		const unit = new OrgUnit({
			org,
			database,
			now,
			defer,
			randomClient,
			...(watch && { watch }),
			moreEffects: sending.follow,
			// User names are unique over the whole server.
			isNameTakenElsewhere: (name, personId) => !accounts().isFree(name, { orgId: org, personId }),
			onCommit: (commit) => {
				hub.announce(commit);
				later?.committed();
				for (const one of [portal, activity]) one.look(commit);
				tellWatchers(watchers, unit, commit, now());
				if (commit.hasEffects) defer(runEffects);
			},
			onTrouble: (trouble) => {
				hub.announceTrouble(trouble);
				if (trouble !== undefined) this.#await(org, unit, trouble);
			}
		});
		const portal = new PortalStreams({ unit, now, after });
		const activity = new ActivityLines({ unit, after });
		const onAnswering = portal.answering.bind(portal);
		const exports = new ExportWatch({ unit, now, report });
		const onGiven = exports.document.bind(exports);
		const hub = new OrgHub(unit, { now, after, onAnswering, onGiven });
		const later = this.#openLater(unit);
		const runEffects = both(this.#openEffects(org, unit), sending.start(unit, portal));
		const isHere = (person: string) => hub.live.isHere(person);
		const watchers = openWatchers({ ...this.#parts, unit, isHere, isOpen: isServed });
		const opened = { unit, hub, portal, activity, exports, later, ...watchers, runEffects };
		this.#open.set(org, opened);
		startWatchers(watchers);
		runEffects();
		return opened;
	}

	/** Reports that nothing can be saved, and waits until something can. */
	#await(org: string, unit: OrgUnit, trouble: StorageTrouble): void {
		this.#parts.report(new NotSavedError(trouble), 'storage');
		this.#parts.after(PROBE_MS, () => this.#probe(org, unit));
	}

	/** Tries again and again whether the disk takes something. */
	#probe(org: string, unit: OrgUnit): void {
		if (!this.#open.has(org)) return;
		unit.probe();
		if (unit.trouble !== undefined) this.#parts.after(PROBE_MS, () => this.#probe(org, unit));
	}

	/** Opens organisations that must be there: a missing file is not begun anew without a word. */
	openReady(orgs: readonly { readonly id: string }[]): void {
		for (const { id } of orgs) {
			requirePresent(orgFile(this.#parts.dataDir, id));
			this.get(id);
		}
		tellHeads(this.#parts.log, this.#open.values());
	}

	/** Mail that could not go out is tried now. */
	sendAgain(org: string): void {
		const { unit, runEffects } = this.get(org);
		unit.effects.hurry(MAIL_KINDS, this.#parts.now());
		runEffects();
	}

	/** Why something cannot be saved now, of any organisation. */
	get trouble(): StorageTrouble | undefined {
		for (const { unit } of this.#open.values()) if (unit.trouble !== undefined) return unit.trouble;
		return undefined;
	}

	/** Runs what follows from changes outside the documents, which wakes by itself. */
	#openEffects(org: string, unit: OrgUnit): () => void {
		const { now, after, accounts, report } = this.#parts;
		const effects = createAccountEffects({
			org,
			accounts: accounts(),
			effects: unit.effects,
			factsOf: (person) => unit.world.directory.person(person),
			now
		});
		return repeated({ now, after, report }, () => {
			if (!this.#open.has(org)) return undefined;
			effects.run();
			return unit.effects.nextMs(ACCOUNT_KINDS);
		});
	}

	#openLater(unit: OrgUnit): LaterLog | undefined {
		const { backups, now, after, report } = this.#parts;
		if (backups === undefined) return undefined;
		const folder = laterFolder(backups.dir, unit.org);
		const backedUp = () => backups.endOf(unit.org);
		return new LaterLog({ folder, store: unit.store, backedUp, now, after, report });
	}

	async create({ orgId, name, admin }: NewOrg): Promise<void> {
		const { personId: id, ...person } = admin;
		await found(this.get(orgId).unit, {
			name,
			people: [{ id, role: 'org-admin', ...person }],
			teams: []
		});
	}

	async seedDemo(orgId: string): Promise<readonly DemoLogin[]> {
		// Hardly any start of a server is followed by a demo.
		const { seedDemo } = await import('../demo/seed-demo.ts');
		return await seedDemo(this.get(orgId).unit, this.#parts.now());
	}

	person(orgId: string, personId: string) {
		return this.get(orgId).unit.world.directory.person(personId);
	}

	fieldDays(orgId: string): number {
		return this.get(orgId).unit.world.directory.fieldDays;
	}

	/** Hourly work: rows of tickets that were closed long ago leave the lists, and it is told where the logs end. */
	sweep(): void {
		for (const { unit } of this.#open.values()) unit.sweep(this.#parts.now() - LISTED_MS);
		tellHeads(this.#parts.log, this.#open.values());
	}

	/** What is told of all organisations together. */
	numbers(): Omit<MetricSources, 'connections' | 'newestBackupMs'> {
		const sum = (read: (open: OpenOrg) => number): number =>
			[...this.#open.values()].reduce((all, open) => all + read(open), 0);
		return {
			documents: () => sum(({ unit }) => unit.projector.names().length),
			backlog: () => sum(({ unit }) => unit.backlog),
			differences: () => sum(({ hub }) => hub.differences),
			effects: () =>
				Object.fromEntries(
					EFFECT_STATES.map((state) => [state, sum(({ unit }) => unit.effects.count(state))])
				)
		};
	}

	endSession({
		orgId,
		personId,
		publicId
	}: Pick<Session, 'orgId' | 'personId' | 'publicId'>): void {
		const open = this.#open.get(orgId);
		open?.hub.endSession(publicId);
		open?.portal.endSession(personId, publicId);
		open?.activity.endSession(personId, publicId);
	}

	/** Lets go of everybody who listens, before the server stops answering. */
	hangUp(): void {
		for (const { portal, activity } of this.#open.values()) {
			portal.close();
			activity.close();
		}
	}

	open(): IterableIterator<OpenOrg> {
		return this.#open.values();
	}

	async close(): Promise<void> {
		for (const open of this.#open.values()) {
			const { unit, later } = open;
			stopWatchers(open);
			unit.settle();
			await later?.close();
			await unit.close();
		}
		this.#open.clear();
	}
}

function openOrgFile(path: string) {
	return existsSync(path) ? openChecked(path, ORG_MIGRATIONS) : openDatabase(path, ORG_MIGRATIONS);
}
