import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { parseDocumentName } from '#lib/protocol/document-names.ts';
import { restoreOrg } from '../../sync-server/backup/restore-org.ts';
import { CrashImages } from './crash-images.ts';
import { ORG_MIGRATIONS } from '../../sync-server/persistence/org/migrations.ts';
import { openDatabase, type Database } from '../../sync-server/persistence/sqlite.ts';
import { OrgUnit } from '../../sync-server/pipeline/org-unit.ts';
import { Connection } from '../../sync-server/socket/connection.ts';
import { ACCOUNT_KINDS } from '../../sync-server/effects/effect.ts';
import { OrgHub } from '../../sync-server/socket/org-hub.ts';
import type { Network } from './network.ts';

export interface SimulatedServerParts {
	readonly org: string;
	readonly file: string;
	readonly network: Network;
	readonly chance: () => number;
	/** Whether the files are copied at each commit, and the copies opened. */
	readonly takesImages: boolean;
}

/** The real pipeline and sockets on a real file, in a process that can die at any commit. */
export class SimulatedServer {
	readonly #parts: SimulatedServerParts;
	#database: Database | undefined;
	#process = { isAlive: false };
	#dieAtCommit = false;
	#hub: OrgHub | undefined;
	readonly images: CrashImages;
	/** What was done outside, by the change it was done for: mails that went, accounts that were made. */
	readonly done: string[] = [];
	/** Differences that devices told of, over all processes. */
	#differences = 0;
	unit: OrgUnit;
	crashes = 0;
	restores = 0;

	constructor(parts: SimulatedServerParts) {
		this.#parts = parts;
		this.images = new CrashImages(parts.org, parts.file);
		this.unit = this.#start();
	}

	get isUp(): boolean {
		return this.#process.isAlive;
	}

	get differences(): number {
		return this.#differences + (this.#hub?.differences ?? 0);
	}

	/** Ends a session, as its person or an administrator does. */
	endSession(session: string): void {
		this.#hub?.endSession(session);
	}

	mayRead(person: string, name: string): boolean {
		const parsed = parseDocumentName(name);
		return parsed?.type === 'projection' && (this.#hub?.mayRead(person, parsed.ref) ?? false);
	}

	/** Dies at the next commit: durable, but nobody has been told. */
	dieAtNextCommit(): void {
		this.#dieAtCommit = true;
	}

	/** Dies now: what was received and not committed is gone. */
	crash(): void {
		if (!this.isUp) return;
		this.#process.isAlive = false;
		this.crashes += 1;
		this.#differences += this.#hub?.differences ?? 0;
		this.#hub = undefined;
		this.#parts.network.accept = () => undefined;
		this.#parts.network.breakAll();
		this.#database?.close();
	}

	restart(): void {
		this.#dieAtCommit = false;
		if (this.isUp) return;
		this.unit = this.#start();
	}

	/** Keeps a copy of the file as it is committed now. */
	backup(): void {
		const path = this.#backupPath;
		rmSync(path, { force: true });
		this.#database?.exec(`VACUUM INTO '${path}'`);
	}

	/** Goes back to the last backup, as an administrator would after losing the disk. */
	restore(): boolean {
		const { org, file, chance } = this.#parts;
		if (!existsSync(this.#backupPath)) return false;
		this.crash();
		for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
		copyFileSync(this.#backupPath, file);
		restoreOrg({
			org,
			path: file,
			sources: () => [],
			now: Date.now,
			randomClient: () => clientId(chance)
		});
		this.restart();
		this.restores += 1;
		return true;
	}

	get #backupPath(): string {
		return `${this.#parts.file}.backup`;
	}

	#start(): OrgUnit {
		const { org, file, network, chance } = this.#parts;
		const process = { isAlive: true };
		this.#process = process;
		this.#database = openDatabase(file, ORG_MIGRATIONS);
		const after = (ms: number, run: () => void) =>
			void setTimeout(() => process.isAlive && run(), ms);
		const unit = new OrgUnit({
			org,
			database: this.#database,
			now: Date.now,
			defer: (run) => after(1, run),
			randomClient: () => clientId(chance),
			onCommit: (commit) => {
				if (this.#parts.takesImages) this.images.take(commit.rev);
				if (this.#dieAtCommit) {
					this.crash();
					throw new Error('died at a commit');
				}
				hub.announce(commit);
				if (commit.hasEffects) after(1, () => this.#runEffects(unit));
			}
		});
		const hub = new OrgHub(unit, { now: Date.now, after });
		this.#hub = hub;
		after(1, () => this.#runEffects(unit));
		network.accept = (peer, identity) => {
			const guarded = {
				...peer,
				send: (...message: Parameters<typeof peer.send>) => {
					if (process.isAlive) peer.send(...message);
				}
			};
			const connection = new Connection({ hub, identity, peer: guarded, now: Date.now });
			return {
				receive: (bytes) => process.isAlive && connection.receive(bytes),
				closed: () => connection.closed()
			} as ReturnType<Network['accept']>;
		};
		return unit;
	}

	/** Does what is due, outside and for good: no restore takes it back. */
	#runEffects(unit: OrgUnit): void {
		for (const effect of unit.effects.due(ACCOUNT_KINDS, Date.now())) {
			unit.effects.lease(effect.id, Date.now() + 30_000);
			this.done.push(`${effect.kind} for ${effect.change_id}`);
			unit.effects.done(effect.id);
		}
	}
}

const clientId = (chance: () => number): number => 1 + Math.floor(chance() * 0xffff_fff0);
