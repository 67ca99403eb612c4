import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { ORG_MIGRATIONS } from '../../sync-server/persistence/org/migrations.ts';
import { openDatabase, type Database } from '../../sync-server/persistence/sqlite.ts';
import { OrgUnit } from '../../sync-server/pipeline/org-unit.ts';
import { Awareness } from '../../sync-server/socket/awareness.ts';
import { Connection } from '../../sync-server/socket/connection.ts';
import { OrgHub } from '../../sync-server/socket/org-hub.ts';
import type { Network } from './network.ts';

export interface SimulatedServerParts {
	readonly org: string;
	readonly file: string;
	readonly network: Network;
	readonly chance: () => number;
}

/** The real pipeline and sockets on a real file, in a process that can die at any commit. */
export class SimulatedServer {
	readonly #parts: SimulatedServerParts;
	#database: Database | undefined;
	#process = { isAlive: false };
	#dieAtCommit = false;
	unit: OrgUnit;
	crashes = 0;
	restores = 0;

	constructor(parts: SimulatedServerParts) {
		this.#parts = parts;
		this.unit = this.#start();
	}

	get isUp(): boolean {
		return this.#process.isAlive;
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
		const { file } = this.#parts;
		if (!existsSync(this.#backupPath)) return false;
		this.crash();
		for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
		copyFileSync(this.#backupPath, file);
		this.restart();
		this.unit.regenerateAll();
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
			randomClient: () => 1 + Math.floor(chance() * 0xffff_fff0),
			onCommit: (commit) => {
				if (this.#dieAtCommit) {
					this.crash();
					throw new Error('died at a commit');
				}
				hub.announce(commit);
			}
		});
		const hub = new OrgHub(unit, { now: Date.now, after });
		const awareness = new Awareness(after);
		network.accept = (peer, identity) => {
			const guarded = { ...peer, send: (bytes: Uint8Array) => process.isAlive && peer.send(bytes) };
			const connection = new Connection({ hub, awareness, identity, peer: guarded, now: Date.now });
			return {
				receive: (bytes) => process.isAlive && connection.receive(bytes),
				closed: () => connection.closed()
			} as ReturnType<Network['accept']>;
		};
		return unit;
	}
}
