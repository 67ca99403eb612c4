import { describe, expect, it } from 'vitest';
import { BUILT_IN } from '#lib/domain/catalogue/built-in.ts';
import { Catalogue, entryKey } from '#lib/domain/catalogue/catalogue.ts';
import { fillTemplate } from '#lib/domain/catalogue/fill.ts';
import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { testId } from '#lib/domain/testing.ts';
import type { Target } from '../deeds.ts';
import { editsOf, planEdits, type Edit } from './edits.ts';

const me = testId(2, 1) as PersonId;
const other = testId(2, 2) as PersonId;
const target: Target = {
	id: testId(1, 1),
	number: 7,
	team: testId(3, 1) as TeamId,
	subject: 'Printer',
	status: 'open',
	round: 2,
	final: false,
	priority: 'low',
	type: null,
	approval: false,
	category: null,
	requester: null,
	assignee: other,
	tags: ['vip'],
	custom: { serial: 'AB 1' },
	people: new Set()
};
const catalogue = new Catalogue([]);
const place = {
	me,
	catalogue,
	nowMs: 1_000_000,
	language: 'en',
	fill: (words: string, { subject, requester }: Target) =>
		fillTemplate(words, {
			value: (name) => (name === 'subject' ? subject : (requester ?? undefined)),
			template: () => undefined
		})
};
const plan = (...edits: Edit[]) => planEdits(target, edits, place);
const bodies = (...edits: Edit[]) => plan(...edits).changes.map(({ type, body }) => [type, body]);

describe('what edits come to', () => {
	it('are values of fields that the organisation defined, where they are not so already', () => {
		const custom = (value: string | null): Edit => ({
			set: 'custom',
			value: { field: 'serial', value }
		});
		expect(bodies(custom('AB 1'))).toEqual([]);
		expect(bodies(custom('AB 2'))).toEqual([['ticket.custom', { field: 'serial', value: 'AB 2' }]]);
		expect(bodies(custom(null))).toEqual([['ticket.custom', { field: 'serial', value: null }]]);
	});

	it('are follow-ups for whoever has the ticket then, in the round that begins', () => {
		const planned = { kind: 'remind', minutes: 60, words: 'Ring {{subject}}' } as const;
		const [mine, theirs] = editsOf(
			[
				{ set: 'followUp', value: { ...planned, who: 'me' } },
				{ set: 'followUp', value: { ...planned, who: 'assignee', keep: true } }
			],
			me
		);
		if (mine === undefined || theirs === undefined) expect.unreachable();
		const body = { at: 4_600_000, kind: 'remind', words: 'Ring Printer', round: 2, keep: false };
		expect(bodies(mine, theirs)).toEqual([
			['ticket.add-follow-up', { ...body, person: me }],
			['ticket.add-follow-up', { ...body, keep: true, person: other }]
		]);
		expect(bodies(theirs, { set: 'assignee', value: null })).toEqual([
			['ticket.field', { field: 'assignee', value: null }]
		]);
		const done = { ...target, final: true, status: 'solved' };
		const reopen: Edit = { set: 'status', value: { code: 'open', words: null } };
		const again = planEdits(done, [mine, reopen], place).changes;
		expect(again.map(({ body: made }) => made)).toMatchObject([{ round: 3 }, { round: 3 }]);
	});

	it('are messages in the words of a template, as it is called when they are planned', () => {
		const texts = { en: 'How is {{subject}}?', de: 'Wie geht es?' };
		const hello = { names: {}, order: 0, archived: false, team: null, texts };
		const withTemplate = new Catalogue([[entryKey('template', 'hello'), hello]]);
		const edit: Edit = {
			set: 'followUp',
			value: { kind: 'send', minutes: 1, words: '', template: 'hello' }
		};
		const said = (more: object) =>
			planEdits(target, [edit], { ...place, catalogue: withTemplate, ...more }).changes[0]?.body;
		expect(said({})).toMatchObject({ kind: 'send', words: 'How is Printer?' });
		expect(said({ language: 'de' })).toMatchObject({ words: 'Wie geht es?' });
		expect(said({})).not.toHaveProperty('person');
	});

	it('leaves alone what is so already', () => {
		expect(
			bodies(
				{ set: 'priority', value: 'low' },
				{ set: 'type', value: null },
				{ set: 'addTag', value: 'vip' },
				{ set: 'removeTag', value: 'door' },
				{ set: 'team', value: target.team },
				{ set: 'status', value: { code: 'open', words: null } }
			)
		).toEqual([]);
	});

	it('compares each with what those before it have made of the ticket', () => {
		const priority = (value: string): Edit => ({ set: 'priority', value });
		expect(bodies(priority('high'), priority('low'))).toMatchObject([
			['ticket.field', { value: 'high' }],
			['ticket.field', { value: 'low' }]
		]);
		expect(bodies(priority('high'), priority('high'))).toHaveLength(1);
		expect(bodies({ set: 'addTag', value: 'door' }, { set: 'removeTag', value: 'door' })).toEqual([
			['ticket.element', { set: 'tags', element: 'door', present: true }],
			['ticket.element', { set: 'tags', element: 'door', present: false }]
		]);
		const done = { ...target, status: 'solved', final: true };
		const status = (code: string): Edit => ({ set: 'status', value: { code, words: 'Fixed' } });
		const made = planEdits(done, [status('solved'), status('waiting')], place).changes;
		expect(made.map(({ body }) => body)).toMatchObject([
			{ round: 3, status: 'waiting' },
			{ round: 3, status: 'solved', resolution: 'Fixed' }
		]);
	});

	it('keeps their order', () => {
		expect(
			bodies(
				{ set: 'note', value: 'About {{subject}}' },
				{ set: 'priority', value: 'high' },
				{ set: 'removeTag', value: 'vip' },
				{ set: 'assignee', value: null }
			)
		).toEqual([
			['message.add', { kind: 'note', text: 'About Printer' }],
			['ticket.field', { field: 'priority', value: 'high' }],
			['ticket.element', { set: 'tags', element: 'vip', present: false }],
			['ticket.field', { field: 'assignee', value: null }]
		]);
	});

	it('keeps the words of what is done so already', () => {
		const solved = { ...target, status: 'solved', final: true };
		const again: Edit = { set: 'status', value: { code: 'solved', words: 'All of them' } };
		expect(planEdits(solved, [again], place).changes).toEqual([]);
	});

	it('says the words that a status asks for, and no others', () => {
		const status = (code: string): Edit => ({ set: 'status', value: { code, words: 'Fixed' } });
		expect(bodies(status('solved'))).toEqual([
			['ticket.state', { round: 2, status: 'solved', class: 'done', resolution: 'Fixed' }]
		]);
		expect(bodies(status('waiting'))).toEqual([
			['ticket.state', { round: 2, status: 'waiting', class: 'paused' }]
		]);
		expect(bodies(status('gone'))).toEqual([]);
	});

	it('takes for oneself as a claim on whoever is seen to have it', () => {
		const edits = editsOf([{ set: 'assignee', value: 'me' }], me);
		expect(bodies(...edits)).toEqual([['ticket.take', { expected: other }]]);
	});

	it('[TK25] begins with a new ticket that is taken, unless its status is said or out of use', () => {
		const [taking] = editsOf([{ set: 'assignee', value: 'me' }], me);
		const waits: Edit = { set: 'status', value: { code: 'waiting', words: null } };
		const planned = (mine: Target, catalogue: Catalogue, ...edits: Edit[]) =>
			planEdits(mine, [...(taking ? [taking] : []), ...edits], { ...place, catalogue }).changes.map(
				({ body }) => body
			);
		const fresh = { ...target, status: 'new', round: 0, assignee: null };
		const unused = new Catalogue([
			[entryKey('status', 'in-progress'), { ...BUILT_IN.status['in-progress'], archived: true }]
		]);
		expect(planned(fresh, place.catalogue)).toEqual([{ expected: null, begins: 0 }]);
		expect(planned({ ...fresh, assignee: me }, place.catalogue)).toEqual([
			{ expected: me, begins: 0 }
		]);
		expect(planned({ ...fresh, assignee: me }, unused)).toEqual([]);
		expect(planned(fresh, unused)).toEqual([{ expected: null }]);
		expect(planned(fresh, place.catalogue, waits)).toEqual([
			{ round: 0, status: 'waiting', class: 'paused' },
			{ expected: null }
		]);
	});

	it('[TK25] has one that goes back to its team new again, unless something else is said of it', () => {
		const [back] = editsOf([{ set: 'assignee', value: 'none' }], me);
		const waits: Edit = { set: 'status', value: { code: 'waiting', words: null } };
		const begun = { ...target, status: 'in-progress' };
		const planned = (one: Target, ...edits: Edit[]) =>
			planEdits(one, [...(back ? [back] : []), ...edits], place).changes.map(({ body }) => body);
		const given = { field: 'assignee', value: null };
		expect(planned(begun)).toEqual([given, { round: 2, status: 'new', class: 'open' }]);
		expect(planned({ ...begun, status: 'waiting' })).toEqual([given]);
		expect(planned({ ...begun, reason: 'It still leaks' })).toEqual([given]);
		expect(planned({ ...begun, assignee: null })).toEqual([]);
		expect(planned(begun, waits)).toEqual([
			{ round: 2, status: 'waiting', class: 'paused' },
			given
		]);
	});

	it('names the reply that was seen last, where that is known', () => {
		const edits: Edit[] = [{ set: 'reply', value: 'Hello' }];
		expect(bodies(...edits)).toEqual([
			['message.add', { kind: 'public', text: 'Hello', hold: true }]
		]);
		const seen = planEdits({ ...target, head: null }, edits, place).changes[0];
		expect(seen?.body).toEqual({ kind: 'public', text: 'Hello', hold: true, head: null });
	});

	it('says what it could not fill in', () => {
		expect(plan({ set: 'reply', value: 'Dear {{requester}}' }).unknown).toEqual(['requester']);
	});
});
