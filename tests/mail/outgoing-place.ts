import { MAIL_KINDS } from '../../sync-server/effects/effect.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import { accept, anId } from '../access/place.ts';
import { aPortal } from '../access/portal-place.ts';
import { startMailServer } from '../simulators/smtp.ts';
import { movedClock } from '../support/moved-clock.ts';
import { startServer } from '../support/server.ts';

/** A desk with a portal whose mail goes out through a server of its own. */
export async function aMailDesk(mark = 'canaryofstaff') {
	const clock = movedClock();
	const test = await startServer(undefined, 0, { clock });
	const place = await aPortal(test, mark);
	const mail = await startMailServer({ user: 'desk', password: 'secret' });
	const { unit, ada, hannah } = place;
	const settings = {
		...{ host: '127.0.0.1', port: mail.port, security: 'none', user: 'desk' },
		...{ from: 'desk@example.org', fromName: 'Harbour Desk' },
		...{ site: 'https://desk.example.org', language: 'en' }
	};
	const ask = async (method: string, path: string, body?: object, cookie = ada.cookie) => {
		const response = await fetch(`${test.address}/api${path}`, {
			method,
			headers: {
				cookie,
				origin: test.address,
				...(body !== undefined && { 'content-type': 'application/json' })
			},
			...(body !== undefined && { body: JSON.stringify(body) })
		});
		return { status: response.status, text: await response.text() };
	};
	const connect = (more: object = {}, password = 'secret') =>
		ask('PUT', '/connections/smtp', {
			settings: { ...settings, ...more },
			secrets: { password }
		});
	const setField = (person: string, field: string, value: unknown) =>
		accept(unit, [
			{ type: 'person.field', target: `person.${person}`, body: { field, value } as never }
		]);
	/** A ticket of somebody who wrote a mail, as the import or incoming mail makes it. */
	async function mailed(subject: string, more: object = {}) {
		const target: EntityRef = `ticket.${anId()}`;
		const from = { name: 'Otto', address: 'otto@elsewhere.example', ...more };
		const came = { from, sentMs: clock.now(), messageId: 'first@elsewhere.example' };
		const message = { kind: 'public', text: 'Hello', mail: came };
		const body = { team: place.team, subject, requester: from, message };
		await accept(unit, [{ type: 'ticket.create', target, body }]);
		return target.slice('ticket.'.length);
	}
	/** Mei's device sends a file of hers. */
	async function upload(file: { readonly id: string; readonly thread: string }, bytes: Uint8Array) {
		const { cookie } = place.mei;
		await ask('POST', '/uploads', file, cookie);
		const sent = await fetch(`${test.address}/api/uploads/${file.id}?offset=0`, {
			method: 'PATCH',
			headers: {
				cookie,
				origin: test.address,
				'content-type': 'application/offset+octet-stream'
			},
			body: new Uint8Array(bytes)
		});
		return sent.status;
	}
	await setField(hannah.id, 'email', 'hannah@harbor.example');
	await connect();
	return {
		...{ ...place, test, clock, mail, connect, setField, mailed, upload, request: ask },
		reply: (request: string, text: string, more: object = {}) =>
			place.byMei('message.add', `ticket.${request}`, { kind: 'public', text, ...more }),
		waiting: () => unit.effects.countOf(MAIL_KINDS),
		/** What waits to be told by itself goes out. */
		minutes: (count: number) => clock.move(count * 60_000),
		header: (at: number, key: string) =>
			mail.delivered[at]?.mail.headers.find((one) => one.key === key)?.value,
		delivery: (request: string, message: string) =>
			unit.world.entities.message(`ticket.${request}`, message)[`m/${message}/delivery`]?.[0],
		/** What administrators see of it. */
		standing: async () => ({
			...(JSON.parse((await ask('GET', '/connections/smtp')).text) as object),
			...(JSON.parse((await ask('GET', '/outgoing-mail')).text) as object)
		}),
		async remove() {
			await test.remove();
			await mail.stop();
		}
	};
}
