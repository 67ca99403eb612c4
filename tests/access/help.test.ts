import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
	FormAnswer,
	HelpAnswer,
	HelpArticle,
	HelpBook,
	VersionsAnswer,
	VotesAnswer
} from '#lib/protocol/help.ts';
import type { SearchAnswer } from '#lib/protocol/search.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { accept, anId } from './place.ts';
import { aPortal } from './portal-place.ts';

const CANARY = 'canaryofstaff';
let test: TestServer;
let place: Awaited<ReturnType<typeof aPortal>>;
let slug = '';
/** How far the server's clock is ahead. */
let laterMs = 0;
const ids = { public: anId(), customers: anId(), staff: anId(), draft: anId() };

beforeAll(async () => {
	test = await startServer(undefined, 0, { clock: { now: () => Date.now() + laterMs } });
	place = await aPortal(test, CANARY);
	slug = test.server.platform.orgs.byId(place.org)?.slug ?? '';
	const article = (id: string, body: object) => ({
		type: 'article.create' as const,
		target: `article.${id}` as const,
		body: { language: 'en', ...body }
	});
	const publish = (id: string) => ({
		type: 'article.field' as const,
		target: `article.${id}` as const,
		body: { field: 'stage', value: 'published' }
	});
	await accept(place.unit, [
		article(ids.public, {
			title: 'When the lift stands',
			body: '# First\nPress the **red** button.',
			visibility: 'public',
			faq: true
		}),
		article(ids.customers, { title: 'Your contract', body: 'A page.', visibility: 'customers' }),
		article(ids.staff, { title: CANARY, body: CANARY, visibility: 'staff' }),
		article(ids.draft, { title: `Draft ${CANARY}`, body: CANARY, visibility: 'public' }),
		...[ids.public, ids.customers, ids.staff].map(publish)
	]);
});
afterAll(() => test.remove());

const anonymous = { cookie: '' };
const read = async <Answer>(path: string, sent: object = anonymous) =>
	JSON.parse((await place.call(path, sent)).text) as Answer;
const titles = ({ articles }: HelpAnswer) => articles.map(({ title }) => title);

describe('articles outside', () => {
	it('[KO1] are what is published for the reader, and nothing else exists', async () => {
		const help = await place.call(`/help?org=${slug}`, anonymous);
		expect(titles(JSON.parse(help.text) as HelpAnswer)).toEqual(['When the lift stands']);
		const served = await read<HelpAnswer>('/portal/help', {});
		expect(titles(served)).toEqual(['When the lift stands', 'Your contract']);
		const open = (id: string, base = '/help', sent: object = anonymous) =>
			place.call(`${base}/articles/${id}${base === '/help' ? `?org=${slug}` : ''}`, sent);
		const statuses = async (base: string, sent: object) =>
			Promise.all(Object.values(ids).map(async (id) => (await open(id, base, sent)).status));
		expect(await statuses('/help', anonymous)).toEqual([200, 404, 404, 404]);
		expect(await statuses('/portal/help', {})).toEqual([200, 200, 404, 404]);
		const none = await open(anId());
		expect((await open(ids.staff)).text).toBe(none.text);
		expect(help.text).not.toContain(CANARY);
		const article = JSON.parse((await open(ids.public)).text) as HelpArticle;
		expect(article).toMatchObject({ body: '# First\nPress the **red** button.', faq: true });
		expect(article.start).toBe('First\nPress the red button.');
	});

	it('[KO1] are found by their words, and given again only when they changed', async () => {
		const find = async (q: string) =>
			titles(await read<HelpAnswer>(`/help?org=${slug}&q=${encodeURIComponent(q)}`));
		expect(await find('RED lift')).toEqual(['When the lift stands']);
		expect(await find('contract')).toEqual([]);
		expect(await find(CANARY)).toEqual([]);
		const url = `${test.address}/api/help?org=${slug}`;
		const etag = (await fetch(url)).headers.get('etag') ?? '';
		expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
	});

	it('[KO1] are all there to be kept, for the same readers', async () => {
		const all = async (path: string, sent: object = anonymous) => {
			const { text } = await place.call(path, sent);
			expect(text).not.toContain(CANARY);
			return (JSON.parse(text) as HelpBook).articles.map(({ title, body }) => [title, body]);
		};
		const forAll = ['When the lift stands', '# First\nPress the **red** button.'];
		expect(await all(`/help/all?org=${slug}`)).toEqual([forAll]);
		expect(await all('/portal/help/all', {})).toEqual([forAll, ['Your contract', 'A page.']]);
		const refused = await place.call('/portal/help/all', anonymous);
		expect(refused.status).toBe(401);
	});

	it('[KN7] are found by the staff with the rest, drafts included, and by nobody else', async () => {
		const find = async (q: string) =>
			(
				await read<SearchAnswer>(`/search?q=${encodeURIComponent(q)}`, {
					cookie: place.mei.cookie
				})
			).articles.map(({ title }) => title);
		expect(await find('lift red')).toEqual(['When the lift stands']);
		expect((await find(CANARY)).toSorted()).toEqual([`Draft ${CANARY}`, CANARY].toSorted());
		expect(await find('contrakt')).toEqual(['Your contract']);
		expect(await find('lift status:open')).toEqual([]);
		const stage = (value: string) => ({
			type: 'article.field' as const,
			target: `article.${ids.customers}` as const,
			body: { field: 'stage', value }
		});
		await accept(place.unit, [stage('archived')]);
		const { articles } = place.unit.projector.content(`knowledge.${place.org}`) ?? {};
		const { frontier } = place.unit.world.entities.get(`article.${ids.customers}`).thread;
		// Whoever writes on has seen this, and is not overruled by it where their clock is behind.
		expect(articles?.[ids.customers]).toMatchObject({ heads: frontier });
		expect(frontier).toHaveLength(1);
		expect(await find('contrakt')).toEqual([]);
		await accept(place.unit, [stage('published')]);
		const refused = await place.call('/search?q=lift', {});
		expect([refused.status, refused.text.includes('lift')]).toEqual([403, false]);
	});

	it('[KO2] are voted on by anybody who may read them, and only counted', async () => {
		const vote = async (id: string, helpful: boolean) =>
			(
				await place.call(`/help/articles/${id}/vote?org=${slug}`, {
					...anonymous,
					body: { helpful }
				})
			).status;
		const given = [await vote(ids.public, true), await vote(ids.public, false)];
		expect([...given, await vote(ids.staff, true)]).toEqual([204, 204, 404]);
		const { votes } = await read<VotesAnswer>('/articles/votes', { cookie: place.mei.cookie });
		expect(votes).toEqual({ [ids.public]: { yes: 1, no: 1 } });
	});
});

describe('the feedback form', () => {
	const send = async (token: string, more: object = {}) => {
		const given = {
			token,
			name: 'Ann',
			email: 'ann@home.example',
			kind: 'bug',
			message: `The door sticks ${anId()}.`,
			website: '',
			...more
		};
		const sent = { ...anonymous, body: given };
		return { ...given, ...(await place.call(`/help/feedback?org=${slug}`, sent)) };
	};
	const token = async () => (await read<FormAnswer>('/help/form')).token;
	const arrived = (message: string) =>
		place.unit.store
			.registersNamed('subject', 50)
			.filter(({ value }) => JSON.parse(value) === message).length;

	it('[KO3] makes a ticket of what a person writes, once, and of what a program sends none', async () => {
		const [real, trapped] = [await token(), await token()];
		const hasty = await send(await token());
		const forged = await send('1.x.y');
		laterMs += 60_000;
		const filled = await send(trapped, { website: 'https://spam.example' });
		const person = await send(real);
		const again = await send(real);
		for (const { status, text } of [hasty, filled, forged, person, again])
			expect([status, text]).toEqual([202, '{}']);
		const tickets = [hasty, filled, forged, person, again].map(({ message }) => arrived(message));
		expect(tickets).toEqual([0, 0, 0, 1, 0]);
		expect((await send(real, { email: 'ann' })).status).toBe(400);
		expect((await send(real, { message: 'short' })).status).toBe(400);
	});
});

describe('the versions of an article', () => {
	it('[KO4] are its words after each change, with who and when', async () => {
		const id = anId();
		const target = `article.${id}` as const;
		const body = { title: 'Doors', language: 'en', body: 'One.' };
		await place.byMei('article.create', target, body);
		await place.byMei('article.field', target, { field: 'body', value: 'Two.' });
		await place.byMei('article.element', target, { set: 'tags', element: 'a', present: true });
		const path = `/articles/${id}/versions`;
		const { versions } = await read<VersionsAnswer>(path, { cookie: place.mei.cookie });
		expect(versions.map((one) => [one.body, one.by])).toEqual([
			['Two.', place.mei.id],
			['One.', place.mei.id]
		]);
		expect(versions[0]?.atMs).toBeGreaterThanOrEqual(versions[1]?.atMs ?? 0);
	});
});
