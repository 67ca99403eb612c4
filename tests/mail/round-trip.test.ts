import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import { startMailServer } from '../simulators/smtp.ts';
import { startServer, until, type TestServer } from '../support/server.ts';
import { aMailPlace, signed, type MailPlace } from './fixtures/incoming.ts';

let test: TestServer;
let place: MailPlace;
let mail: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
	test = await startServer();
	place = await aMailPlace(test);
	mail = await startMailServer();
	const settings = {
		...{ host: '127.0.0.1', port: mail.port, security: 'none', user: '' },
		...{ from: 'desk@example.com', fromName: 'Desk', site: test.address, language: 'en' }
	};
	const set = await place.admin('PUT', '/api/connections/smtp', { settings });
	expect(set.status).toBe(200);
});
afterAll(async () => {
	await test.remove();
	await mail.stop();
});

async function deliver(lines: readonly string[]) {
	const raw = Buffer.from(lines.join('\r\n'));
	return (await place.post(raw, signed(raw))).answer;
}
const from = (id: string, ...more: readonly string[]) => [
	'From: Anna <anna@elsewhere.example>',
	'To: desk@example.com',
	`Message-ID: <${id}@elsewhere.example>`,
	...more
];

describe('an answer to what was sent [ML1]', () => {
	it('finds its ticket by the message it answers, whatever its subject', async () => {
		await deliver([...from('one'), 'Subject: The lift', '', 'It stands.']);
		const [target = ''] = place.unit.store.targets('ticket');
		const ref = target as `ticket.${string}`;
		const entry = {
			id: newId((bytes) => crypto.getRandomValues(bytes)),
			...{ v: 2, type: 'message.add', target: ref, at: place.unit.nextStamp() },
			saw: place.unit.world.entities.get(ref).thread.frontier,
			body: { kind: 'public', text: 'Somebody comes.' }
		};
		const sender = { author: place.founded[1]?.id ?? '', device: '', revoked: false };
		const [settled] = await place.unit.submit({ sender, entries: [entry] });
		expect(settled?.verdict.ok).toBe(true);
		await until(() => mail.delivered.length === 1);
		const [sent] = mail.delivered;
		expect(sent?.to).toEqual(['anna@elsewhere.example']);
		expect(sent?.mail.inReplyTo).toBe('<one@elsewhere.example>');
		const answer = `In-Reply-To: ${sent?.mail.messageId ?? ''}`;
		await deliver([...from('two', answer), 'Subject: Thanks', '', 'Good.']);
		expect(place.unit.store.targets('ticket')).toEqual([target]);
		expect(place.unit.world.entities.get(ref).thread.seq).toBe(3);
		// What we sent ourselves and comes back, as from a list, is no news.
		const again = Buffer.from(sent?.raw ?? '');
		await place.post(again, signed(again));
		expect(place.unit.world.entities.get(ref).thread.seq).toBe(3);
		expect(place.unit.store.targets('ticket')).toEqual([target]);
	});
});
