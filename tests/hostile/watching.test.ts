import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import { outboxName } from '#lib/protocol/document-names.ts';
import { muxClient } from '../support/mux-client.ts';
import { PaperDevice, seededRandom, temporaryFolder } from '../support/org.ts';
import { until } from '../support/server.ts';

const TOKEN = 'a-token-that-nobody-guesses';
/** Words that must never be written down; each stands in one place where a person put it. */
const canary = (where: string) => `canary-${where}`;
const folder = temporaryFolder();
const random = seededRandom(21);
const written = { out: '', err: '' };
let child: ChildProcess;
let address = '';
let code = '';
let cookie = '';
let person = '';
let org = '';

beforeAll(async () => {
	child = spawn(process.execPath, ['sync-server/main.ts'], {
		env: {
			...process.env,
			PORT: '0',
			HOST: '127.0.0.1',
			DATA_DIR: folder.path,
			LOG_LEVEL: 'debug',
			METRICS_TOKEN: TOKEN
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	child.stderr?.on('data', (data: Buffer) => (written.err += data.toString()));
	createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
		written.out += `${line}\n`;
		address ||= /https?:\/\/\S+/.exec(line)?.[0].replace('localhost', '127.0.0.1') ?? '';
		code ||= /one-time code: (\S+)/.exec(line)?.[1] ?? '';
	});
	await until(() => address !== '' && code !== '', 20_000);
}, 30_000);
afterAll(async () => {
	const exited = once(child, 'exit');
	child.kill('SIGTERM');
	await exited;
	folder.remove();
});

async function ask(method: string, path: string, body?: unknown, headers = {}) {
	const answer = await fetch(address + path, {
		method,
		headers: {
			origin: address,
			...(cookie && { cookie }),
			...(body !== undefined && { 'content-type': 'application/json' }),
			...headers
		},
		...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) })
	});
	const set = answer.headers.get('set-cookie')?.split(';')[0];
	if (set !== undefined && !set.endsWith('=')) cookie = set;
	return { status: answer.status, text: await answer.text() };
}

async function setUp(): Promise<void> {
	const made = await ask('POST', '/api/setup', {
		code,
		orgName: canary('org'),
		admin: {
			name: canary('name'),
			userName: canary('user'),
			email: `${canary('mail')}@example.org`,
			password: canary('password')
		}
	});
	expect([made.status, made.text]).toEqual([200, expect.anything()]);
	const who = JSON.parse(made.text);
	person = who.person.id;
	org = who.org.id;
}

/** Everything people do, and everything that goes wrong. */
async function workAndFail(): Promise<void> {
	const device = new PaperDevice(person, random, Date.now);
	const url = { socketUrl: address.replace('http', 'ws'), address };
	const tab = await muxClient(url, { cookie });
	await tab.hello(device.device);
	const team = newId(random.bytes);
	const target = `ticket.${device.newId()}` as const;
	await tab.deliver(device.device, [
		device.change(
			'team.create',
			`team.${team}` as never,
			{
				name: canary('team'),
				color: 0,
				members: [person],
				supervisors: []
			} as never
		),
		device.change('ticket.create', target, {
			team,
			subject: canary('subject'),
			tags: [canary('tag')],
			requester: { name: canary('requester'), address: `${canary('address')}@example.org` },
			message: { kind: 'public', text: canary('message') }
		} as never),
		device.change('ticket.field', target, { field: 'due', value: canary('junk') } as never),
		{ nonsense: canary('nonsense') },
		device.change(
			'person.create',
			`person.${newId(random.bytes)}` as never,
			{
				name: canary('colleague'),
				role: 'agent',
				userName: canary('login'),
				email: `${canary('colleague-mail')}@example.org`
			} as never
		)
	]);
	const outbox = tab.open(outboxName(device.device, 1));
	tab.say(outbox, new TextEncoder().encode(canary('bytes')));
	tab.control({ type: canary('control') });
	await tab.ended();
	await muxClient(url, { cookie: `offhook_session=${canary('guess')}` }, `/sync/${canary('doc')}`);
	const link = await ask('POST', `/api/people/${person}/reset-link`);
	expect(link.status).toBeLessThan(500);
	for (const [method, path, body] of [
		['POST', '/api/sign-in', { name: canary('wrong-user'), password: canary('wrong-password') }],
		['POST', '/api/sign-in', `{"name":"${canary('cut')}`],
		['POST', '/api/sign-in', { name: canary('field'), extra: canary('extra') }],
		['GET', `/${canary('path')}?q=${canary('query')}`, undefined],
		['GET', `/api/reset/${canary('reset')}`, undefined],
		['GET', `/api/threads/${canary('thread')}/messages?before=${canary('before')}`, undefined],
		['DELETE', `/api/sessions/${canary('session')}`, undefined],
		['POST', '/api/password', { currentPassword: canary('old'), newPassword: canary('new') }]
	] as const)
		await ask(method, path, body, { 'user-agent': canary('agent') });
	// Lines leave together a moment later, in their order: with this one all before it are here.
	await ask('GET', '/api/setup');
	await until(() => written.err.includes('"route":"GET /api/setup"'));
}

describe('a server at work', () => {
	it('[LG2] writes down nothing of what people are called, say or keep secret', async () => {
		await setUp();
		await workAndFail();
		await until(() => written.err.includes('socket closed'));
		const token = cookie.split('=')[1] ?? 'none';
		expect(token.length).toBeGreaterThan(20);
		for (const stream of [written.err, written.out]) {
			expect(stream).not.toMatch(/canary/i);
			expect(stream).not.toContain(token);
			expect(stream).not.toContain('127.0.0.1:0');
		}
		expect(written.err).not.toContain(code);
		expect(written.err).not.toContain('127.0.0.1');
		expect(written.out.split(code)).toHaveLength(2);
	}, 60_000);

	it('[LG1] writes lines of JSON by which a request and a socket are found again', async () => {
		// The last line may be on its way.
		const lines = () =>
			written.err
				.split('\n')
				.slice(0, -1)
				.map((line): Record<string, unknown> => JSON.parse(line));
		const socket = () =>
			lines().find(({ event, code: why }) => event === 'socket closed' && why === 4522);
		const refused = () =>
			lines().find(({ route, status }) => route === 'POST /api/sign-in' && status === 401);
		await until(() => socket() !== undefined && refused() !== undefined);
		expect(lines()[0]).toMatchObject({ level: 'info', event: 'started' });
		expect(socket()).toMatchObject({ org, person, ms: expect.any(Number) });
		expect(refused()).toMatchObject({ request: expect.stringMatching(/^\w+-\w+$/) });
		expect(lines().filter(({ level }) => level === 'error')).toEqual([]);
	});

	it('[ME1] tells its numbers to whoever knows the token, and to nobody else', async () => {
		const unknown = await ask('GET', '/api/nothing');
		for (const headers of [
			{},
			{ authorization: 'Bearer ' },
			{ authorization: `Bearer ${TOKEN}x` },
			{ authorization: `bearer ${TOKEN}` },
			{ authorization: `Basic ${btoa(TOKEN)}` }
		])
			expect(await ask('GET', '/metrics', undefined, headers)).toEqual(unknown);
		expect(await ask('GET', `/metrics?token=${TOKEN}`)).toEqual(unknown);
		const told = await ask('GET', '/metrics', undefined, { authorization: `Bearer ${TOKEN}` });
		expect(told.status).toBe(200);
		expect(told.text).not.toMatch(/canary/i);
	});

	it('[ME2] counts what it does', async () => {
		const { text } = await ask('GET', '/metrics', undefined, { authorization: `Bearer ${TOKEN}` });
		const value = (name: string) =>
			Number(new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1]);
		expect(value('offhook_changes_total{outcome="accepted"}')).toBeGreaterThanOrEqual(3);
		expect(value('offhook_changes_total{outcome="malformed"}')).toBe(3);
		expect(value('offhook_sockets_closed_total{code="4522"}')).toBe(1);
		expect(value('offhook_commit_seconds_count')).toBeGreaterThan(0);
		expect(value('offhook_receipt_seconds_count')).toBe(1);
		expect(value('offhook_documents')).toBeGreaterThanOrEqual(3);
		expect(value('offhook_socket_bytes_total{direction="in"}')).toBeGreaterThan(1_000);
		expect(value('offhook_socket_bytes_total{direction="out"}')).toBeGreaterThan(0);
		for (const zero of [
			'backlog',
			'differences',
			'newest_backup_seconds',
			'effects{state="waiting"}',
			'effects{state="dead"}'
		])
			expect([zero, value(`offhook_${zero}`)]).toEqual([zero, 0]);
		expect(value('offhook_connections')).toBeGreaterThanOrEqual(0);
		expect(value('offhook_nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
		expect(value('offhook_process_resident_memory_bytes')).toBeGreaterThan(1e6);
	});
});
