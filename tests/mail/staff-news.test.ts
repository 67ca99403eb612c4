import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EntityRef } from '#lib/domain/ids.ts';
import type { PushKeyAnswer } from '#lib/protocol/portal.ts';
import { accept, anId } from '../access/place.ts';
import { startPushService } from '../simulators/push.ts';
import { until } from '../support/server.ts';
import { aMailDesk } from './outgoing-place.ts';

const MINUTE = 60_000;
let desk: Awaited<ReturnType<typeof aMailDesk>>;
const made: EntityRef[] = [];
let service: Awaited<ReturnType<typeof startPushService>>;

beforeAll(async () => {
	desk = await aMailDesk();
	service = await startPushService();
	await desk.setField(desk.mei.id, 'email', 'mei@harbor.example');
	await desk.setField(desk.ada.id, 'email', 'ada@harbor.example');
	// Ada supervises Mei's team; an hour to answer is promised, with a warning after half of it.
	const value = {
		...{ names: { en: 'All' }, order: 0, archived: false, priority: null, category: null },
		...{ team: null, calendar: null, firstResponse: 60, nextResponse: null, resolution: 240 },
		warnAt: 50
	};
	await accept(desk.unit, [
		{
			type: 'team.element',
			target: `team.${desk.team}`,
			body: { set: 'supervisors', element: desk.ada.id, present: true }
		},
		{
			type: 'org.entry',
			target: `org.${desk.org}`,
			body: { catalogue: 'target', code: 'all', value }
		}
	]);
});
afterEach(async () => {
	// No clock of this test runs in the next one.
	const body = { round: 0, status: 'closed', class: 'done', reason: 'over' } as const;
	for (const target of made.splice(0))
		if (desk.unit.world.ticket(target)?.removed === null)
			await accept(desk.unit, [{ type: 'ticket.state', target, body }]);
	desk.unit.effects.dropAll(['mail.event', 'mail.staff', 'mail.reply']);
	desk.mail.delivered.splice(0);
	service.told.splice(0);
});
afterAll(async () => {
	await desk.remove();
	await service.stop();
});

/** The next letters to the staff go out. */
async function digest(): Promise<void> {
	desk.clock.move(7 * MINUTE);
	await until(() => desk.unit.effects.countOf(['mail.staff']) === 0);
}
const lettersTo = (address: string) =>
	desk.mail.delivered.filter(({ to }) => to.includes(address)).map(({ mail }) => mail);
async function aTicket(subject: string, assignee: string | null = desk.mei.id) {
	const target: EntityRef = `ticket.${anId()}`;
	const body = { team: desk.team, subject, assignee };
	await accept(desk.unit, [{ type: 'ticket.create', target, body }]);
	made.push(target);
	return target;
}
const wish = (person: string, value: object | null) =>
	accept(desk.unit, [
		{
			type: 'user.field',
			target: `user.${person}`,
			body: { field: 'alerts', value: value as never }
		}
	]);
const alerts = (target: string) =>
	Object.keys(desk.unit.world.entities.get(target).head).filter((key) => key.startsWith('alerts/'));
/** Time goes on until this ticket has been told of. */
async function alert(target: string, minutes: number): Promise<void> {
	const before = JSON.stringify(desk.unit.world.entities.get(target).head);
	desk.clock.move(minutes * MINUTE);
	await until(() => JSON.stringify(desk.unit.world.entities.get(target).head) !== before);
}

describe('a service level that runs out [SA1]', () => {
	it('is told by mail to whoever has the ticket and to the supervisor, each step once', async () => {
		const target = await aTicket('The lift');
		await alert(target, 30.1);
		await digest();
		for (const address of ['mei@harbor.example', 'ada@harbor.example']) {
			const [letter, ...more] = lettersTo(address);
			expect(more).toEqual([]);
			expect(letter?.subject).toContain('First response is due soon: #');
			expect(letter?.text).toContain(`https://desk.example.org/t/${target.slice(7)}`);
		}
		desk.mail.delivered.splice(0);
		await alert(target, 25);
		await digest();
		expect(lettersTo('ada@harbor.example')[0]?.subject).toContain('First response is overdue');
		desk.clock.move(20 * MINUTE);
		await until(() => desk.waiting() === 0);
		expect(desk.mail.delivered).toHaveLength(2);
		expect(alerts(target)).toEqual(['alerts/firstResponse']);
	});

	it('is not told by mail once it was answered', async () => {
		const target = await aTicket('Answered');
		await alert(target, 30.1);
		await desk.byMei('message.add', target, { kind: 'public', text: 'Here' });
		await digest();
		expect(desk.mail.delivered.filter(({ mail }) => mail.subject?.includes('Answered'))).toEqual(
			[]
		);
	});

	it('makes one letter of a storm', async () => {
		const targets: EntityRef[] = [];
		for (let one = 0; one < 30; one += 1) targets.push(await aTicket(`Storm ${one}`));
		desk.clock.move(30.1 * MINUTE);
		await until(() => targets.every((target) => alerts(target).length === 1));
		await digest();
		const letters = lettersTo('ada@harbor.example');
		expect(letters).toHaveLength(1);
		expect(letters[0]?.subject).toBe('30 notices for you');
		expect(letters[0]?.text).toContain('and 5 more');
	});

	it('is told as each person wishes', async () => {
		await wish(desk.ada.id, { alerts: ['app'] });
		await wish(desk.mei.id, { alerts: [], assigned: ['mail'] });
		const target = await aTicket('As wished');
		await alert(target, 30.1);
		await digest();
		expect(lettersTo('ada@harbor.example')).toEqual([]);
		expect(lettersTo('mei@harbor.example').map(({ subject }) => subject)).toEqual([
			expect.stringContaining('Assigned to you: #')
		]);
		await wish(desk.ada.id, null);
		await wish(desk.mei.id, null);
	});

	it('is told to nobody who may not read it any more', async () => {
		const target = await aTicket('Secret');
		await alert(target, 30.1);
		await accept(desk.unit, [{ type: 'ticket.remove', target, body: { reason: 'by mistake' } }]);
		await desk.setField(desk.mei.id, 'blocked', true);
		await digest();
		expect(JSON.stringify(desk.mail.delivered)).not.toContain('Secret');
		await desk.setField(desk.mei.id, 'blocked', false);
	});
});

describe('a mention in a conversation', () => {
	it('is told by mail while one is of it, and not to who has left', async () => {
		await wish(desk.ada.id, { mentioned: ['mail'] });
		const channel: EntityRef = `channel.${anId()}`;
		const members = [desk.mei.id, desk.ada.id];
		await desk.byMei('channel.create', channel, { kind: 'channel', name: 'Night plans', members });
		const mention = () =>
			desk.byMei('message.add', channel, { kind: 'note', text: 'canary', mentions: [desk.ada.id] });
		await mention();
		await digest();
		expect(lettersTo('ada@harbor.example')[0]?.text).toContain('Night plans');
		desk.mail.delivered.splice(0);
		// One that she has put away before the letter goes.
		const body = { of: await mention() };
		await accept(desk.unit, [{ type: 'user.dismiss', target: `user.${desk.ada.id}`, body }]);
		await digest();
		expect(lettersTo('ada@harbor.example')).toEqual([]);
		await mention();
		await accept(desk.unit, [
			{
				type: 'channel.element',
				target: channel,
				body: { set: 'members', element: desk.ada.id, present: false }
			}
		]);
		await digest();
		expect(lettersTo('ada@harbor.example')).toEqual([]);
		await wish(desk.ada.id, null);
	});
});

describe('the browsers of the staff [SA2]', () => {
	async function aBrowser(cookie: string) {
		const { key } = JSON.parse(
			(await desk.request('GET', '/staff/push', undefined, cookie)).text
		) as PushKeyAnswer;
		const { path, endpoint, keys } = service.subscribe(key);
		const body = { endpoint, keys, words: 'de' };
		expect((await desk.request('POST', '/staff/push', body, cookie)).status).toBe(204);
		return path;
	}

	it('that asked for it are told at once what it is, sealed, and once', async () => {
		const path = await aBrowser(desk.ada.cookie);
		const target = await aTicket('The lift', null);
		await alert(target, 30.1);
		await until(() => service.told.length === 1);
		const number = desk.unit.world.ticket(target)?.number;
		expect(service.told).toMatchObject([
			{
				to: path,
				message: {
					title: `Erste Antwort bald fällig: #${number} The lift`,
					href: `/t/${target.slice(7)}`
				}
			}
		]);
		expect(service.told[0]?.topic).not.toContain(target.slice(7));
		expect(service.problems).toEqual([]);
	});

	it('are told of mentions and of what is assigned, unless their person wishes otherwise', async () => {
		await wish(desk.ada.id, { assigned: ['app'] });
		const target = await aTicket('The door', null);
		const mentions = [desk.ada.id];
		await desk.byMei('message.add', target, { kind: 'note', text: 'canary', mentions });
		await until(() => service.told.length === 1);
		expect(service.told[0]?.message).toMatchObject({
			title: expect.stringContaining('Sie wurden erwähnt') as string
		});
		expect(JSON.stringify(service.told)).not.toContain('canary');
		const body = { field: 'assignee', value: desk.ada.id };
		await accept(desk.unit, [{ type: 'ticket.field', target, body }]);
		expect(desk.unit.effects.countOf(['staff.push'])).toBe(0);
	});
});

it('[EX1] that somebody took much is told by mail to administrators, by their name', async () => {
	const body = { person: desk.mei.id, records: 1_000 };
	const name = desk.unit.world.directory.person(desk.mei.id)?.name ?? 'nobody';
	await accept(desk.unit, [{ type: 'org.export-alarm', target: `org.${desk.org}`, body }]);
	await digest();
	const [letter, ...more] = lettersTo('ada@harbor.example');
	expect(more).toEqual([]);
	expect(letter?.subject).toBe(`${name} has taken unusually many records`);
	expect(letter?.text).toContain('https://desk.example.org/admin/organisation');
	expect(lettersTo('mei@harbor.example')).toEqual([]);
});

it('[EX1] that somebody took much is told to nobody who is no administrator by then', async () => {
	await desk.setField(desk.mei.id, 'role', 'org-admin');
	const body = { person: desk.hannah.id, records: 1_000 };
	await accept(desk.unit, [{ type: 'org.export-alarm', target: `org.${desk.org}`, body }]);
	await desk.setField(desk.mei.id, 'role', 'agent');
	await digest();
	expect(lettersTo('ada@harbor.example')).toHaveLength(1);
	expect(lettersTo('mei@harbor.example')).toEqual([]);
});
