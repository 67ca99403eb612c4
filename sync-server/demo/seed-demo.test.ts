import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conflicts } from '#lib/domain/history.ts';
import { serviceRecord } from '#lib/domain/sla/history.ts';
import { ServiceLevels, standingState } from '#lib/domain/sla/service-levels.ts';
import { ROLES } from '#lib/domain/policy/roles.ts';
import { readTicket } from '#lib/domain/ticket/ticket.ts';
import { typeRecorded } from '#lib/documents/thread-doc.ts';
import { testOrg } from '../../tests/support/org.ts';
import type { DemoLogin } from '../access/org-directory.ts';
import { readLogRow } from '../pipeline/record.ts';
import { verify } from '../pipeline/rebuild.ts';
import { seedDemo } from './seed-demo.ts';

const NOW = Date.UTC(2026, 4, 20, 14, 30);

describe('demo data', () => {
	const world = testOrg(5);
	let logins: readonly DemoLogin[] = [];
	let tookMs = 0;
	beforeAll(async () => {
		world.clock.set(NOW);
		const startMs = performance.now();
		logins = await seedDemo(world.unit, NOW);
		tookMs = performance.now() - startMs;
	}, 60_000);
	afterAll(async () => {
		await world.unit.close();
		world.remove();
	});

	const tickets = () =>
		world.unit.store.targets('ticket').flatMap((target) => {
			const ticket = readTicket(world.unit.world.entities.get(target).head);
			return ticket === undefined ? [] : [{ target, ...ticket }];
		});

	it('has fourteen people of all roles, one of each first, with one readable password', () => {
		expect(logins).toHaveLength(14);
		expect(new Set(logins.slice(0, 5).map(({ role }) => role))).toEqual(new Set(ROLES));
		expect(new Set(logins.map(({ password }) => password)).size).toBe(1);
		expect(logins[0]?.password).toMatch(/^[a-z]+-[a-z]+$/);
	});

	it('has 403 tickets that differ, in every status and priority, worked on and not', () => {
		const all = tickets();
		expect(all).toHaveLength(403);
		expect(new Set(all.map(({ subject }) => subject)).size).toBeGreaterThan(300);
		const count = (is: (ticket: (typeof all)[number]) => boolean) => all.filter(is).length;
		for (const status of ['new', 'open', 'waiting', 'solved', 'closed'])
			expect([status, count((ticket) => ticket.status === status) >= 8]).toEqual([status, true]);
		for (const priority of ['low', 'normal', 'high', 'urgent'])
			expect(count((ticket) => ticket.priority === priority)).toBeGreaterThan(10);
		expect(count(({ round }) => round > 0)).toBeGreaterThan(8);
		expect(
			count((ticket) => ticket.priority === 'urgent' && ticket.assignee === null && !ticket.final)
		).toBeGreaterThanOrEqual(3);
		const overdue = count(({ due, final }) => !final && due !== null && due < NOW);
		expect(overdue).toBeGreaterThan(2);
		expect(overdue).toBeLessThan(60);
		expect(all.every(({ subject }) => !/[{}]/.test(subject))).toBe(true);
	});

	it('knows everybody who asks by one address', () => {
		const addresses = new Map<string, Set<string>>();
		for (const { requester } of tickets())
			if (requester?.address !== undefined) {
				const known = addresses.get(requester.name) ?? new Set();
				addresses.set(requester.name, known.add(requester.address));
			}
		expect(addresses.size).toBeGreaterThan(40);
		expect([...addresses].filter(([, known]) => known.size !== 1)).toEqual([]);
		const all = [...addresses.values()].flatMap((known) => [...known]);
		expect(new Set(all).size).toBe(all.length);
	});

	it('sends everybody in the field somewhere today and tomorrow, with something to go through', () => {
		const visits = tickets().flatMap((ticket) => ticket.visits);
		const field = logins.filter(({ role }) => role === 'field-agent');
		for (const { personId, name } of field) {
			const own = visits.filter(({ technician }) => technician === personId);
			expect([name, own.map(({ state }) => state).sort()]).toEqual([
				name,
				['done', 'planned', 'planned', 'planned']
			]);
			expect(own.filter(({ window }) => window.from > NOW + 12 * 3_600_000)).toHaveLength(1);
		}
		const { catalogue } = world.unit.world.directory;
		expect(catalogue.current('checklist').flatMap(({ items }) => items)).toHaveLength(4);
		expect(catalogue.current('part')).toHaveLength(3);
	});

	it('tells of people who disagreed, and of nothing in the future', () => {
		const inConflict = tickets().filter(({ target }) => {
			const rows = world.unit.store.recentChanges(target, 500);
			const changes = rows.flatMap((row) => typeRecorded(readLogRow(row).change) ?? []);
			return conflicts(changes).length > 0;
		});
		expect(inConflict).toHaveLength(3);
		const latest = Math.max(
			...world.unit.store.targets('ticket').map((target) => {
				return world.unit.world.entities.get(target).thread.updatedMs;
			})
		);
		expect(latest).toBeLessThanOrEqual(NOW);
	});

	it('has articles for everybody, for requesters and for the staff, in several languages', () => {
		const articles = [...world.unit.world.directory.articles.values()];
		const published = articles.filter(({ stage }) => stage === 'published');
		expect(articles.length).toBe(published.length + 1);
		for (const visibility of ['public', 'customers', 'staff'] as const)
			expect(published.filter((one) => one.visibility === visibility).length).toBeGreaterThan(1);
		const forAll = published.filter(({ visibility }) => visibility === 'public');
		expect(new Set(forAll.map(({ language }) => language))).toEqual(new Set(['en', 'de', 'ar']));
		expect(forAll.filter(({ faq }) => faq).length).toBeGreaterThan(2);
	});

	it('lies in two regions, and shows everybody what their teams show them', () => {
		const { directory } = world.unit.world;
		expect(directory.catalogue.current('region')).toHaveLength(2);
		expect(directory.catalogue.current('unit')).toHaveLength(3);
		const { catalogue } = directory;
		for (const name of ['tag', 'template', 'macro'] as const)
			for (const { names } of catalogue.current(name))
				expect(Object.keys(names), name).toEqual(['en', 'de', 'ar']);
		const inUnits = [...directory.teams.values()].filter(({ unit }) => unit !== undefined);
		expect(inUnits).toHaveLength(directory.teams.size);
		const scoped = logins.flatMap(({ personId }) => directory.actor(personId) ?? []);
		expect(scoped.filter(({ scope }) => scope.size > 0)).toHaveLength(2);
		for (const { teams, supervises, scope } of scoped)
			expect([...scope].filter((team) => !teams.has(team) && !supervises.has(team))).toEqual([]);
	});

	it('promises something, and is late with some of it', () => {
		const { directory, entities } = world.unit.world;
		const levels = new ServiceLevels(directory.catalogue, directory.teams);
		const states = tickets().flatMap((ticket) => {
			const service = serviceRecord(entities.get(ticket.target).thread.service);
			const standing = ticket.final ? null : levels.standing({ ...ticket, service });
			return standing ? [standingState(standing, NOW)] : [];
		});
		for (const state of ['late', 'running', 'paused'] as const)
			expect([state, states.filter((one) => one === state).length > 2]).toEqual([state, true]);
	});

	it('has channels with more than a document holds, and something unread', () => {
		const threads = world.unit.store
			.targets('channel')
			.map((target) => world.unit.world.entities.get(target).thread.seq);
		expect(threads.length).toBeGreaterThanOrEqual(14);
		expect(Math.max(...threads)).toBeGreaterThan(600);
	});

	it('went through the pipeline whole, and quickly', () => {
		const refused = [...world.unit.store.log()].filter(({ refusal }) => refusal !== null);
		expect(refused).toEqual([]);
		const { differences, brokenAt, changes } = verify(world.org, world.unit.store.database);
		expect({ differences, brokenAt }).toEqual({ differences: [], brokenAt: undefined });
		expect(changes).toBeGreaterThan(4_000);
		expect(tookMs).toBeLessThan(20_000);
	});
});
