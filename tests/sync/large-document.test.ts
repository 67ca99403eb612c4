import { afterEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import { readContent } from '#lib/documents/records.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import { muxClient } from '../support/mux-client.ts';
import { anOrganisation, startServer, stockClient, type TestServer } from '../support/server.ts';

let test: TestServer;
afterEach(() => test.remove());

describe('a document of many kilobytes', () => {
	it('reaches both kinds of clients whole', async () => {
		test = await startServer();
		const { unit, people, teams } = await anOrganisation(test, [{ role: 'agent' }], ([id = '']) => [
			{ name: 'Support', members: [id], supervisors: [] }
		]);
		const target = `ticket.${newId((bytes) => crypto.getRandomValues(bytes))}` as const;
		const message = { kind: 'public', text: 'ß'.repeat(50_000) };
		const body = { team: teams[0] ?? '', subject: 'Long', message };
		await submitAutomation(unit, '~test', [{ type: 'ticket.create', target, body }]);
		const expected = unit.projector.content(target);
		expect(JSON.stringify(expected)).toContain(message.text);

		const [person] = people;
		if (person === undefined) throw new Error('nobody is signed in');
		const mux = await muxClient(test, person);
		await mux.hello('0'.repeat(16));
		const channel = await mux.read(target);
		expect(readContent(channel.doc)).toEqual(expected);
		mux.end();
		const stock = stockClient(test, person, target);
		await stock.synced();
		expect(readContent(stock.doc)).toEqual(expected);
		stock.destroy();
	});
});
