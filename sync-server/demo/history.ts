import { randomFillSync } from 'node:crypto';
import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import type { ChangeType } from '#lib/domain/changes/change.ts';
import { CURRENT_VERSION } from '#lib/domain/changes/typed.ts';
import { newDeviceId, newId, type EntityRef } from '#lib/domain/ids.ts';
import { nextStamp, ZERO_STAMP, type Stamp } from '#lib/domain/stamp.ts';
import type { Settled, Sender } from '../pipeline/intake.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';

/** Something that somebody did at some time. */
export type DemoEvent = {
	[T in ChangeType]: {
		readonly atMs: number;
		/** A person's id, or an automation. */
		readonly by: string;
		readonly type: T;
		readonly target: EntityRef;
		readonly body: BodyOf<T>;
		readonly id?: string;
		/** Done without having seen what was done to the same thing just before. */
		readonly unseen?: true;
	};
}[ChangeType];

interface Submission {
	readonly sender: Sender;
	readonly entries: object[];
}

interface Heads {
	readonly now: readonly Stamp[];
	readonly before: readonly Stamp[];
}

/** Hands in what happened in the order of time, everything by whoever did it on their own device. */
export async function live(unit: OrgUnit, events: readonly DemoEvent[]): Promise<Settled[]> {
	const senders = new Map<string, { node: string; sender: Sender; last: Stamp }>();
	const heads = new Map<EntityRef, Heads>();
	const submissions: Submission[] = [];
	for (const event of [...events].sort((a, b) => a.atMs - b.atMs)) {
		const known = senders.get(event.by) ?? newSender(unit, event);
		const seen = heads.get(event.target) ?? { now: [], before: [] };
		const saw = event.unseen ? seen.before : seen.now;
		const at = nextStamp(event.atMs, known.node, known.last, saw);
		senders.set(event.by, { ...known, last: at });
		heads.set(event.target, { before: seen.now, now: event.unseen ? [...seen.now, at] : [at] });
		const { type, target, body, id = newId(randomFillSync) } = event;
		const entry = { id, v: CURRENT_VERSION, type, target, saw, at, body };
		const newest = submissions.at(-1);
		if (newest?.sender === known.sender) newest.entries.push(entry);
		else submissions.push({ sender: known.sender, entries: [entry] });
	}
	const settled: Settled[] = [];
	for (const wave of wavesOf(submissions)) {
		const answers = await Promise.all(wave.map((submission) => unit.submit(submission)));
		settled.push(...answers.flat());
	}
	return settled;
}

/** What is submitted at once is taken one author after the other: in a wave each has one turn. */
function wavesOf(submissions: readonly Submission[]): Submission[][] {
	const waves: Submission[][] = [];
	let authors = new Set<string>();
	for (const submission of submissions) {
		const { author } = submission.sender;
		if (waves.length === 0 || authors.has(author)) {
			authors = new Set();
			waves.push([]);
		}
		authors.add(author);
		waves.at(-1)?.push(submission);
	}
	return waves;
}

function newSender(unit: OrgUnit, { by, atMs }: DemoEvent) {
	const device = newDeviceId(randomFillSync);
	const isAutomation = by.startsWith('~');
	if (!isAutomation) unit.store.setDevice(device, by, atMs);
	const sender = { author: by, device: isAutomation ? '' : device, revoked: false };
	return { node: `${device}00`, sender, last: ZERO_STAMP };
}
