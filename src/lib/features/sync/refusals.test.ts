import { describe, expect, it } from 'vitest';
import { newId, type ChangeId } from '#lib/domain/ids.ts';
import type { RefusalView } from '#lib/session/desk/views.ts';
import { groupsOf } from './refusals.ts';

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
	it('stand together by what they are about, in the order in which they were made', () => {
		const all = [refusal(1, 'ticket.a', [3]), refusal(2, 'ticket.b'), refusal(3, 'ticket.a')];
		const groups = groupsOf(all).map(({ target, refusals }) => [
			target,
			...refusals.map((one) => one.id)
		]);
		expect(groups).toEqual([
			['ticket.a', id(1), id(3)],
			['ticket.b', id(2)]
		]);
	});
});
