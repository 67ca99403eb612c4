import { describe, expect, it } from 'vitest';
import { newId, type ChangeId } from '#lib/domain/ids.ts';
import type { RefusalView } from '#lib/session/desk/views.ts';
import { groupsOf, withDependents } from './refusals.ts';

const id = (byte: number) => newId((bytes) => bytes.fill(byte)) as ChangeId;

function refusal(byte: number, target: string, dependents: readonly number[] = []): RefusalView {
	return {
		id: id(byte),
		change: undefined,
		target,
		reason: 'role',
		detail: null,
		atMs: 0,
		dependents: dependents.map(id)
	};
}

describe('refused changes', () => {
	const all = [refusal(1, 'ticket.a', [2]), refusal(2, 'ticket.a'), refusal(3, 'ticket.b')];

	it('stand together by what they are about, dependents with their cause', () => {
		expect(groupsOf(all).map(({ target, refusals }) => [target, refusals.length])).toEqual([
			['ticket.a', 1],
			['ticket.b', 1]
		]);
	});

	it('are tried again in the order in which they were made', () => {
		expect(all.slice(0, 1).map((one) => withDependents(one, all).map((two) => two.id))).toEqual([
			[id(1), id(2)]
		]);
	});
});
