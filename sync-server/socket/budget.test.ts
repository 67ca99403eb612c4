import { describe, expect, it } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import { AddressLimit } from './address-limit.ts';
import { BUFFER_LIMIT, ConnectionBudget, PersonBudget, WORK } from './budget.ts';
import { createPlaces } from './person-budgets.ts';

const peer = (buffered = 0) => ({
	send: () => undefined,
	close: () => undefined,
	buffered: () => buffered
});
/** How often something may be done before it is too much. */
function often(take: () => boolean, limit = 1_000_000): number {
	for (let times = 0; times < limit; times += 1) if (!take()) return times;
	return limit;
}

describe('what a person may do', () => {
	it('[SO14] is one allowance for all their connections, which fills again', () => {
		const person = new PersonBudget(0);
		const tabs = Array.from({ length: 12 }, () => new ConnectionBudget(0, person));
		const taken = tabs.map((tab) => often(() => tab.take(10, 0)));
		expect(taken[0]).toBe(4_000);
		expect(taken.reduce((sum, count) => sum + count, 0)).toBeLessThan(40_000);
		expect(taken.at(-1)).toBe(0);
		expect(tabs[11]?.spend(1, 0)).toBe(false);
		expect(tabs[11]?.spend(1_000, 500)).toBe(true);
		expect(new ConnectionBudget(0, new PersonBudget(0)).take(10, 0)).toBe(true);
	});

	it('[SO14] counts what entries, holdings and answers cost beside messages', () => {
		const left = () => new ConnectionBudget(0, new PersonBudget(0));
		const entries = left();
		expect(often(() => entries.spend(WORK.entry * 1_000, 0))).toBe(8);
		const holdings = left();
		expect(often(() => holdings.spend(WORK.holding * 2_000, 0))).toBe(40);
		const large = left();
		expect(often(() => large.take(1_000_000, 0))).toBeLessThanOrEqual(40);
	});

	it('[SO14] is what piles up for all their connections, too', () => {
		const person = new PersonBudget(0);
		const [slow, another] = [peer(BUFFER_LIMIT - 1_000_000), peer(BUFFER_LIMIT - 1_000_000)];
		person.peers.add(slow).add(another);
		expect(person.isPiledUp(slow)).toBe(false);
		const third = peer(1_500_000);
		person.peers.add(third);
		expect(person.isPiledUp(third)).toBe(false);
		const fourth = peer(4_000_000);
		person.peers.add(fourth);
		expect(person.isPiledUp(fourth)).toBe(true);
		expect(person.isPiledUp(peer())).toBe(false);
	});

	it('[SO14] is not renewed by coming back, and is forgotten once it is full', () => {
		let nowMs = 0;
		const places = createPlaces(() => nowMs, 1);
		const [org, session, mode] = [newId((b) => b.fill(1)), 's', 'normal'] as const;
		const visit = (person: string) => {
			const place = places.take({ org, person, session, mode }, peer());
			place?.leave();
			return place;
		};
		visit('eve')?.budget.take(39_970, 0, 0);
		expect(visit('eve')).toBeUndefined();
		nowMs = 20_000;
		for (let count = 0; count < 1_001; count += 1) visit(`p${count}`);
		expect(visit('eve')?.budget.take(39_970, 0, nowMs)).toBe(true);
		expect(visit('eve')).toBeUndefined();
	});
});

describe('what an address may ask for', () => {
	it('[SO17] is so many sockets a minute, for the whole of an IPv6 network', () => {
		const limit = new AddressLimit(60);
		expect(often(() => limit.take('192.0.2.1', 0), 100)).toBe(60);
		expect(limit.take('192.0.2.2', 0)).toBe(true);
		expect(limit.take('192.0.2.1', 1_000)).toBe(true);
		expect(limit.take('192.0.2.1', 1_000)).toBe(false);
		let last = 0;
		const next = () => limit.take(`2001:db8::${(last += 1).toString(16)}`, 0);
		expect(often(next, 100)).toBe(60);
	});

	it('[SO17] costs no more memory, however many addresses ask', () => {
		const limit = new AddressLimit(1);
		limit.take('192.0.2.1', 0);
		for (let index = 0; index < 10_001; index += 1) limit.take(`a${index}`, 0);
		expect(limit.take('192.0.2.1', 0)).toBe(true);
	});
});
