import { afterEach, describe, expect, it } from 'vitest';
import { startMailServer } from '../../../tests/simulators/smtp.ts';
import { lookupOutside } from '../../outside/addresses.ts';
import type { Letter } from './letter.ts';
import { NotSentNow, sendLetter, tryServer, type MailServer } from './smtp.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const stop of stops.splice(0)) await stop();
});

const letter: Letter = {
	...{ id: 'one@example.org', author: '', subject: 'A', text: 'A', html: '<p>A</p>' },
	to: { name: 'Hannah', address: 'hannah@harbor.example' },
	...{ before: [], isAutomatic: false, enclosures: [] }
};

async function aServer(more: Partial<MailServer['settings']> = {}) {
	const mail = await startMailServer({ user: 'desk', password: 'secret' });
	stops.push(mail.stop);
	const settings: MailServer['settings'] = {
		host: 'localhost',
		port: mail.port,
		security: 'none',
		user: 'desk',
		from: 'desk@example.org',
		fromName: 'Desk',
		site: 'https://desk.example.org',
		language: 'en',
		...more
	};
	const server: MailServer = { settings, password: 'secret' };
	return { ...mail, server };
}
const troubleOf = async (work: Promise<void>) => {
	const error: unknown = await work.then(
		() => undefined,
		(reason: unknown) => reason
	);
	return error instanceof NotSentNow ? error.trouble.code : undefined;
};

describe('a mail server', () => {
	it('[CX3] is not reached where its name lies inside', async () => {
		const { server, delivered } = await aServer();
		const inside = { ...server, lookup: lookupOutside };
		expect(await troubleOf(sendLetter(inside, letter))).toBe('address-inside');
		expect(await troubleOf(tryServer(inside))).toBe('address-inside');
		expect(delivered).toEqual([]);
		await sendLetter(server, letter);
		expect(delivered).toHaveLength(1);
	});

	it('[ML4] that does not encrypt as asked is told neither password nor letter', async () => {
		for (const security of ['starttls', 'tls'] as const) {
			const { server, delivered, signedIn } = await aServer({ security });
			expect(await troubleOf(sendLetter(server, letter))).toBe('certificate');
			expect(delivered).toEqual([]);
			expect(signedIn()).toBe(0);
		}
	});
});
