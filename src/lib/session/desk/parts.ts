import { Cached } from '#lib/reactive/cached.ts';
import type { Device } from '#lib/sync/device.ts';
import type { Replica } from '#lib/sync/replica.ts';
import { Keeper } from './keeper.ts';
import { knownOf } from './known.ts';
import { Knowledge } from './knowledge.ts';
import { onRoots } from './listening.ts';
import { Lists, REACH_ROOTS, TEAMS_OPEN } from './lists.ts';
import { Maker, type Known } from './maker.ts';
import { Met } from './met.ts';
import { MyDocument } from './my-document.ts';
import { Online } from './online.ts';
import { Pending } from './pending.ts';
import { ReadMarks } from './read-marks.ts';
import { Threads } from './threads.ts';
import type * as View from './views.ts';
import { Workspace } from './workspace.ts';

/** Who is signed in, as the session says until the workspace document does. */
export interface DeskOwner {
	readonly me: View.Me;
	readonly orgName: string;
	/** Whether all my teams' documents stay open; a phone opens a team's when it is looked at. */
	readonly opensTeams: boolean;
}

/** What a desk is made of, put together. My own document is asked for first. */
export class DeskParts {
	readonly workspace: Workspace;
	readonly mine: MyDocument;
	readonly marks: ReadMarks;
	readonly maker: Maker;
	readonly lists: Lists;
	readonly threads: Threads;
	readonly met: Met;
	readonly online: Online;
	readonly knowledge: Knowledge;
	readonly ready: Cached<boolean>;
	readonly #device: Device;
	readonly #user: Replica;
	readonly #workspace: Replica;
	readonly #articles: Replica;
	readonly #pending: Pending;
	readonly #keeper: Keeper;
	#stopFollowing: () => void = () => undefined;

	constructor(device: Device, owner: DeskOwner) {
		const { person, org } = owner.me;
		const { replicas, outboxes, environment } = device;
		this.#device = device;
		const user = (this.#user = replicas.open({ kind: 'user', id: person }));
		const workspace = (this.#workspace = replicas.open({ kind: 'workspace', id: org }));
		const pending = (this.#pending = new Pending(outboxes, user));
		this.workspace = new Workspace(workspace, pending, owner.me, owner.orgName);
		this.mine = new MyDocument(user, pending);
		this.maker = this.#makeMaker();
		this.marks = new ReadMarks(environment.timers, person, (planned) => this.maker.make(planned));
		const keeper = (this.#keeper = new Keeper(device, pending));
		const { mine } = this;
		const { opensTeams } = owner;
		this.lists = new Lists(
			{ device, user, mine, workspace: this.workspace, pending, keeper, opensTeams },
			workspace
		);
		this.threads = new Threads(device, pending, (ref) => this.marks.close(ref));
		this.met = new Met(device);
		this.online = new Online(device.mux);
		const articles = (this.#articles = replicas.open({ kind: 'knowledge', id: org }));
		this.knowledge = new Knowledge(articles, pending);
		this.#follow(workspace);
		this.ready = new Cached(
			() => user.status === 'ready' && workspace.status === 'ready',
			user.onState,
			workspace.onState
		);
	}

	/** What this device knows of a target, my changes included. */
	known(target: string, type: string): Known {
		const place = {
			me: this.#device.owner.person,
			user: this.#user,
			replicas: this.#device.replicas,
			pending: this.#pending,
			workspace: this.workspace,
			older: (ref: string) => this.threads.older(ref),
			article: (id: string) => this.knowledge.record(id),
			row: (id: string) => this.lists.find(id)
		};
		return knownOf(place, target, type);
	}

	stop(): void {
		this.#stopFollowing();
		const parts = [
			this.met,
			this.online,
			this.lists,
			this.#keeper,
			this.mine,
			this.#pending,
			this.knowledge,
			this.workspace
		];
		for (const part of [...parts, this.ready]) part.stop();
		this.#device.replicas.release(this.#user);
		this.#device.replicas.release(this.#workspace);
		this.#device.replicas.release(this.#articles);
	}

	/** The floors of my teams, as they come and go. */
	#follow(workspace: Replica): void {
		const follow = () => this.online.follow(this.workspace.myTeams.slice(0, TEAMS_OPEN));
		follow();
		this.#stopFollowing = onRoots(workspace, ...REACH_ROOTS)(follow);
	}

	#makeMaker(): Maker {
		const device = this.#device;
		return new Maker({
			me: device.owner.person,
			newId: () => device.newId(),
			stamp: (saw) => device.clock.next(saw),
			nowMs: () => device.clock.nowMs(),
			// Without the workspace every forecast would be a refusal.
			facts: () =>
				this.#workspace.status === 'ready' ? this.workspace.facts(device.clock.nowMs()) : undefined,
			known: (target, type) => this.known(target, type),
			queue: (changes) => device.outboxes.append(changes)
		});
	}
}
