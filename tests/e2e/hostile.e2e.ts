import { randomFillSync } from 'node:crypto';
import type { Page } from '@playwright/test';
import { newId } from '#lib/domain/ids.ts';
import { bytes, message, multipart, utf8 } from '../mail/fixtures/bytes.ts';
import { toMbox } from '../mail/fixtures/corpus.ts';
import { plant, planterAs, type Planter } from './support/planted.ts';
import { expect, test } from './support/server.ts';

/** Each calls `pwned` in another way, should anything take it for more than text. */
const SHAPES: readonly ((where: string) => string)[] = [
	(where) => `<img src=x onerror=pwned('${where}')>`,
	(where) => `<script>pwned('${where}')</script>`,
	(where) => `"><svg onload=pwned('${where}')>`,
	(where) => `'-pwned('${where}')-'`,
	(where) => `</title></style></textarea><img src=x onerror=pwned('${where}')>`,
	(where) => `{@html "<img src=x onerror=pwned('${where}')>"}`,
	(where) => `<iframe srcdoc="<script>parent.pwned('${where}')</script>"></iframe>`,
	(where) => `<math><mtext><table><mglyph><style><img src=x onerror=pwned('${where}')>`,
	(where) => `javascript:pwned('${where}')`,
	(where) => `https://x/"onmouseover=pwned('${where}')//`,
	(where) => `<a href="javascript:pwned('${where}')">${where}</a>`,
	(where) => `<details open ontoggle=pwned('${where}')>`,
	(where) => `<style>@keyframes a{}*{animation:a}</style><b onanimationstart=pwned('${where}')>`
];
const brief = (where: string) => `<img src=x onerror=pwned('${where}')>`;
const every = (where: string) => SHAPES.map((shape) => shape(where)).join('\n');
const anId = () => newId((into) => randomFillSync(into));

/** Puts a payload into everything that a person can name, write or say. */
async function plantEverywhere(admin: Planter) {
	const { person, org } = admin;
	const [team, colleague, channel, ticket, closed] = [anId(), anId(), anId(), anId(), anId()];
	const change = (type: string, target: string, body: unknown) => ({ type, target, body });
	const field = (target: string, name: string, value: unknown) =>
		change(`${target.split('.')[0]}.field`, target, { field: name, value });
	const state = (target: string, body: object) =>
		change('ticket.state', target, { round: 0, ...body });
	const create = (target: string) =>
		change('ticket.create', `ticket.${target}`, {
			team,
			subject: brief('subject'),
			category: brief('category'),
			tags: [brief('tag')],
			assignee: colleague,
			requester: { name: brief('requester'), address: brief('address') },
			message: { kind: 'public', text: every('description') }
		});
	const changes = [
		field(`org.${org}`, 'name', brief('org')),
		field(`person.${person}`, 'name', brief('me')),
		change('team.create', `team.${team}`, { name: brief('team'), color: 1 }),
		change('person.create', `person.${colleague}`, {
			name: brief('colleague'),
			role: 'agent',
			userName: 'innocent',
			email: 'innocent@example.org'
		}),
		...[person, colleague].map((element) =>
			change('team.element', `team.${team}`, { set: 'members', element, present: true })
		),
		create(ticket),
		change('message.add', `ticket.${ticket}`, {
			kind: 'note',
			text: `${every('note')} @someone`,
			mentions: [person]
		}),
		change('message.add', `ticket.${ticket}`, { kind: 'public', text: every('reply'), late: true }),
		field(`ticket.${ticket}`, 'subject', `${brief('subject')} again`),
		create(closed),
		state(`ticket.${closed}`, { status: 'solved', resolution: every('resolution') }),
		change('channel.create', `channel.${channel}`, {
			kind: 'channel',
			name: brief('channel'),
			members: [person, colleague]
		}),
		field(`channel.${channel}`, 'topic', brief('topic')),
		change('message.add', `channel.${channel}`, { kind: 'public', text: every('chat') }),
		// Refused, and therefore shown to whoever made it.
		state(`ticket.${closed}`, { status: 'open', round: 99, reason: every('refused') }),
		field(`ticket.${ticket}`, 'category', 7)
	];
	const refused = await plant(admin, changes);
	return { team, colleague, channel, ticket, closed, refused };
}

function hostileMail(): Buffer {
	const page = bytes('Content-Type: text/html; charset=utf-8\r\n\r\n', utf8(every('mail-page')));
	const file = bytes(
		`Content-Type: text/html\r\nContent-Disposition: attachment; filename="${brief('file').replaceAll('"', "'")}.html"\r\n\r\n`,
		utf8(every('mail-file'))
	);
	const headers = {
		'Message-ID': '<hostile@x>',
		From: `"${brief('sender')}" <sender@example.org>`,
		Subject: brief('mail-subject'),
		'Content-Type': 'multipart/mixed; boundary=b'
	};
	return toMbox([message(headers, multipart('b', page, file)), bytes(`${brief('raw')}\n`)]);
}

/** What is not where it was expected is told together. */
const softly = expect.configure({ soft: true });

// A server of its own: names of people and of the organisation change.
test.use({ extraTickets: 3 });

test(
	'[HX1, HX2] nothing that anybody writes runs anywhere',
	{ tag: '@long' },
	async ({ newColleague, server }) => {
		const admin = await planterAs('Ada Okafor', server.address);
		const device = await newColleague();
		const page = await device.signIn('Ada Okafor');
		const { address } = device.line;
		const ran: string[] = [];
		const violations: string[] = [];
		await listening(page, ran, violations);

		const planted = await plantEverywhere(admin);
		expect(planted.refused.length).toBeGreaterThan(0);

		/** Opens a page and waits until these payloads stand there as text. */
		async function look(path: string, ...shown: string[]): Promise<void> {
			await page.goto(address + path);
			for (const where of shown)
				await softly
					.poll(() => page.evaluate(standsThere, `pwned('${where}')`), {
						message: `${where} at ${path}`,
						timeout: 8_000
					})
					.toBe(true);
		}

		await look(`/tickets?team=${planted.team}`, 'subject');
		await look(`/tickets/${planted.ticket}`, 'subject', 'description', 'note', 'reply', 'tag');
		await look(`/tickets/${planted.closed}`, 'resolution');
		await look(`/chat/${planted.channel}`, 'channel', 'chat');
		await look('/admin/organisation', 'org');
		await look('/admin/people', 'colleague');
		await look(`/admin/people/${planted.colleague}`, 'colleague');
		await look('/admin/teams', 'team');
		await look(`/admin/teams/${planted.team}`, 'team');
		await look('/device');
		await look('/device/met');
		await look('/account', 'me');

		const odd = encodeURIComponent(brief('address-bar'));
		for (const path of [
			`/tickets?q=${odd}&team=${odd}&sort=${odd}&group=${odd}&status=${odd}`,
			`/tickets/${odd}`,
			`/t/${odd}`,
			`/chat/${odd}`,
			`/admin/people/${odd}`,
			`/admin/teams/${odd}`,
			`/reset/${odd}`,
			`/${odd}`,
			`/tickets#${brief('fragment')}`,
			`/sign-in?next=javascript:pwned('next')&from=${odd}`
		]) {
			await look(path);
			await expect(page.locator('body')).not.toBeEmpty();
		}

		await look(`/tickets/${planted.ticket}`, 'subject');
		await page.keyboard.press('ControlOrMeta+k');
		await page.keyboard.type(brief('palette'));
		await page.keyboard.press('Escape');

		await look('/admin/import');
		const mbox = {
			name: `${brief('mbox')}.mbox`,
			mimeType: 'application/mbox',
			buffer: hostileMail()
		};
		await page.locator('input[type=file]').setInputFiles(mbox);
		const done = page.getByRole('listitem').filter({ hasText: '1 imported' });
		await expect(done.getByText('Done')).toBeVisible();
		await done.getByRole('button', { name: 'Show what was not read' }).click();
		await done.first().getByRole('link', { name: 'Tickets of the team' }).click();
		await page.getByText("pwned('mail-subject')").first().click();
		await page.getByRole('button', { name: 'Show formatted' }).first().click();
		await expect(page.frameLocator('iframe').locator('body')).not.toBeEmpty();
		await expect(
			page.frameLocator('iframe').locator('script, iframe, svg, math, body style')
		).toHaveCount(0);

		await expectNothing(page, ran, violations);
		await expectNoPageFromText(page, ran);
		const other = await newColleague();
		const bare = await listening(await other.open('/icon.svg'), ran, violations);
		await expectPolicyHolds(bare, other.line.address, ran, violations);
	}
);

/** Hears of everything that runs in a page, and of everything that its policies forbid. */
async function listening(page: Page, ran: string[], violations: string[]): Promise<Page> {
	await page.context().exposeFunction('pwned', (where: string) => void ran.push(where));
	await page.context().exposeFunction('violated', (what: string) => void violations.push(what));
	await page.addInitScript(() => {
		document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
			(window as unknown as { violated(what: string): void }).violated(
				`${effectiveDirective} ${blockedURI} ${location.pathname}`
			)
		);
	});
	page.on('dialog', (dialog) => {
		ran.push(dialog.message());
		void dialog.dismiss();
	});
	return page;
}

/** Runs in the page: whether these words stand in it, or in a field to be filled in. */
function standsThere(words: string): boolean {
	const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')];
	return (
		(document.body.textContent ?? '').includes(words) ||
		fields.some(({ value }) => value.includes(words))
	);
}

/** Looks once whatever was loaded has run: after every picture failed or came, and a frame was drawn. */
async function expectNothing(page: Page, ran: string[], violations: string[]): Promise<void> {
	await page.evaluate(async () => {
		await Promise.allSettled([...document.images].map((image) => image.decode()));
		const last = new Image();
		const isTold = new Promise((resolve) => last.addEventListener('error', resolve));
		last.src = 'data:,';
		await isTold;
		const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
		await drawn();
		await drawn();
	});
	expect(ran).toEqual([]);
	const walls = /^(script-src|require-trusted-types-for|trusted-types)/;
	expect(violations.filter((what) => walls.test(what))).toEqual([]);
}

/** The last wall but one holds by itself: a page that text becomes, and a program, in every way there is. */
async function expectNoPageFromText(page: Page, ran: string[]): Promise<void> {
	const outcomes = await page.evaluate(async () => {
		const holder = document.createElement('div');
		const script = document.createElement('script');
		const link = document.createElement('a');
		link.href = "javascript:pwned('link')";
		document.body.append(holder, script, link);
		link.click();
		const page = `<img src="data:," onerror="pwned('handler')">`;
		const { trustedTypes } = window as unknown as {
			trustedTypes: { createPolicy(name: string, rules: object): unknown };
		};
		const any = { createHTML: (text: string) => text };
		const ways: Record<string, () => unknown> = {
			innerHTML: () => (holder.innerHTML = page),
			outerHTML: () => (holder.outerHTML = page),
			insertAdjacentHTML: () => holder.insertAdjacentHTML('beforeend', page),
			srcdoc: () => (document.createElement('iframe').srcdoc = page),
			parser: () => new DOMParser().parseFromString(page, 'text/html'),
			fragment: () => document.createRange().createContextualFragment(page),
			write: () => document.write(page),
			handler: () => holder.setAttribute('onclick', "pwned('handler')"),
			words: () => (script.textContent = "pwned('inline')"),
			source: () => (script.src = '/service-worker.js'),
			worker: () => new Worker('/service-worker.js'),
			serviceWorker: () => navigator.serviceWorker.register('/another.js'),
			another: () => trustedTypes.createPolicy('another', any),
			again: () => trustedTypes.createPolicy('svelte-trusted-html', any)
		};
		const taken: string[] = [];
		for (const [name, way] of Object.entries(ways)) {
			try {
				await way();
				taken.push(name);
			} catch (error) {
				if (!(error instanceof TypeError)) taken.push(`${name}: ${String(error)}`);
			}
		}
		return taken;
	});
	expect(outcomes).toEqual([]);
	expect(ran).toEqual([]);
}

/** So does the last one, where a browser knows nothing of the one before. */
async function expectPolicyHolds(page: Page, address: string, ran: string[], violations: string[]) {
	await page.route(`${address}/sign-in`, async (route) => {
		const answer = await route.fetch();
		const body = (await answer.text()).replace(/; require-trusted-types-for [^"]*/, '');
		await route.fulfill({ response: answer, body });
	});
	await page.goto(`${address}/sign-in`);
	violations.length = 0;
	await page.evaluate(() => {
		const script = document.createElement('script');
		script.textContent = "pwned('inline')";
		document.body.append(script);
		const holder = document.createElement('div');
		holder.innerHTML = `<img src="data:," onerror="pwned('handler')">`;
		document.body.append(holder);
		const link = document.createElement('a');
		link.href = "javascript:pwned('link')";
		document.body.append(link);
		link.click();
	});
	await expect
		.poll(() => violations.filter((what) => what.startsWith('script-src')).length)
		.toBe(3);
	expect(ran).toEqual([]);
}
