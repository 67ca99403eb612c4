/** A fault put into a copy of the project, and the suite that has to turn red because of it. */
export interface Planted {
	readonly name: string;
	/** Path of the source; `text` must stand there exactly once, and becomes `fault`. */
	readonly file: string;
	readonly text: string;
	readonly fault: string;
	/** The test file that must notice, and a part of the title of one test in it. */
	readonly suite: string;
	readonly title: string;
}

const SIMULATION = { suite: 'tests/simulation/simulation.test.ts', title: '[SI1]' };

export const PLANTED: readonly Planted[] = [
	{
		name: 'a receipt leaves before its commit',
		file: 'sync-server/socket/outbox-desk.ts',
		text: '		this.#unit.submit({ sender, entries, outbox',
		fault: `		outbox.durable = joinVectors(outbox.durable, vector);
		for (const each of outbox.ports) each.send(receipt(outbox));
		this.#unit.submit({ sender, entries, outbox`,
		suite: 'tests/sync/outbox.test.ts',
		title: '[OB1]'
	},
	{
		name: 'a document is opened without asking whose it is',
		file: 'sync-server/socket/channel.ts',
		text: ' || !hub.mayRead(client.identity.person, parsed.ref))',
		fault: ')',
		suite: 'tests/access/documents.test.ts',
		title: '[AC1]'
	},
	{
		name: 'whoever asked is told what the staff said among themselves',
		file: 'sync-server/channels/portal/view.ts',
		text: 'if (!isOut(message, nowMs)) return false;',
		fault: 'if (message.outMs > nowMs) return false;',
		suite: 'tests/access/portal.test.ts',
		title: '[PT2]'
	},
	{
		name: 'what was saved after the oldest backup is taken away',
		file: 'sync-server/backup/prune.ts',
		text: 'next.beganMs < oldestMs',
		fault: 'next.beganMs > oldestMs',
		suite: 'sync-server/backup/prune.test.ts',
		title: '[BK6]'
	},
	{
		name: 'one entry of a long frame is dropped',
		file: 'sync-server/pipeline/org-unit.ts',
		text: 'return ordered.map((entry) =>',
		fault: 'return ordered.slice(0, 3).map((entry) =>',
		...SIMULATION
	},
	{
		name: 'a device compares revisions and no contents',
		file: 'src/lib/sync/copy.ts',
		text: 'if (own.rev === server.rev && own.hash === server.hash) return;',
		fault: 'if (own.rev === server.rev) return;',
		suite: 'tests/sync/compare.test.ts',
		title: '[CP4]'
	},
	{
		name: 'verifying compares state vectors and no contents',
		file: 'sync-server/pipeline/compare.ts',
		text: '	const differences: Difference[] = [];\n	const roots',
		fault: `	const differences: Difference[] = [];
	if (expected['meta']?.['seq'] === found['meta']?.['seq']) return differences;
	const roots`,
		suite: 'sync-server/pipeline/rebuild.test.ts',
		title: '[RB2]'
	},
	{
		name: 'an effect that was done is due again',
		file: 'sync-server/persistence/org/effect-store.ts',
		text: 'done: (id: number) => done.run(id),',
		fault: `done: (id: number) => failed.run('waiting', 0, null, id),`,
		...SIMULATION
	},
	{
		name: 'an effect offered again after a restore happens again',
		file: 'sync-server/effects/effect.ts',
		text: 'const unknownMs = sentAt === null ? 0 : OFFERED_FOR_MS;',
		fault: 'const unknownMs = 0;',
		suite: 'sync-server/effects/effect.test.ts',
		title: 'whatever its device’s clock said'
	},
	{
		name: 'what follows a failed write is said to be kept',
		file: 'src/lib/sync/outbox.ts',
		text: 'if (wasTorn) await stored.compact();',
		fault: 'if (wasTorn) await Promise.resolve();',
		suite: 'tests/sync/desk-disk.test.ts',
		title: 'was full for a moment'
	},
	{
		name: 'the hash of a content forgets to take away what was removed',
		file: 'src/lib/documents/content-hash.ts',
		text: 'if (before !== null) add(hash, -1, path, valueOf(before));',
		fault: '',
		suite: 'src/lib/documents/content-hash.test.ts',
		title: '[CP1]'
	},
	{
		name: 'the older write wins',
		file: 'src/lib/domain/crdt/cells.ts',
		text: 'compareCells(key, present, cell) < 0) joined[key]',
		fault: 'compareCells(key, present, cell) > 0) joined[key]',
		suite: 'tests/merge/laws.test.ts',
		title: '[CE1]'
	}
];
