import { expect, it } from 'vitest';
import type { PortalFormAnswer } from '#lib/protocol/portal.ts';
import { AskedForm } from './asked-form.svelte.ts';
import { FormDraft } from './form-draft.svelte.ts';
import { Kept } from './kept.ts';

const field = (code: string, kind: 'text' | 'number', types: readonly string[] = []) => ({
	...{ code, kind, types },
	names: { en: code },
	options: [],
	required: kind === 'number'
});
const value: PortalFormAnswer = {
	types: [{ code: 'incident', names: { en: 'Incident' }, hint: {} }],
	fields: [field('room', 'text'), field('floor', 'number', ['incident'])]
};

async function aForm() {
	const store = {
		length: 0,
		key: () => null,
		getItem: () => null,
		setItem: () => undefined,
		removeItem: () => undefined
	};
	const form = new AskedForm(new Kept(store, 'hannah'), {
		form: async () => ({ ok: true, value, tag: '' })
	});
	await form.load();
	return form;
}

it('what is answered of the form is there after a reload, as far as it still fits', async () => {
	const form = await aForm();
	let kept = '';
	const draft = new FormDraft(form, kept, (text) => (kept = text));
	draft.type = 'incident';
	const [room, floor] = draft.fields;
	if (room === undefined || floor === undefined) throw new Error('both are asked');
	draft.set(room, 'B 12');
	expect(draft.hasProblem).toBe(true);
	draft.set(floor, '2');
	const later = new FormDraft(form, kept, () => undefined);
	expect([later.type, later.hasProblem]).toEqual(['incident', false]);
	expect(later.answers).toEqual({ type: 'incident', custom: { room: 'B 12', floor: 2 } });
	for (const broken of ['{', 'null', '{"type":7,"texts":[1]}', '{"type":"gone"}'])
		expect(new FormDraft(form, broken, () => undefined).answers).toEqual({
			type: null,
			custom: {}
		});
});
