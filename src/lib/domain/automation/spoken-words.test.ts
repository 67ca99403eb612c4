import { describe, expect, it } from 'vitest';
import { must } from '../assert.ts';
import { Catalogue, entryKey } from '../catalogue/catalogue.ts';
import type { TypedChange } from '../changes/typed.ts';
import { at, change, START_MS, stateOf, support, ticketRef } from '../testing.ts';
import { readTicket } from '../ticket/ticket.ts';
import { effectOf, type Situation } from './effects.ts';
import type { Action } from './rule-parts.decode.ts';

const common = { names: {}, order: 0, archived: false };
const serial = {
	...{ ...common, names: { en: 'Serial number' }, kind: 'text', options: [], teams: [], types: [] },
	required: false
};
const floor = {
	...{ ...serial, names: { en: 'Floor' }, kind: 'choice' },
	options: [{ code: 'top', names: { en: 'Top floor', de: 'Dachgeschoss' } }]
};
const texts = { en: 'Yours, {{me}} of {{organisation}}', de: 'Ihr {{me}} von {{organisation}}' };
const catalogue = new Catalogue([
	[entryKey('field', 'serial'), serial],
	[entryKey('field', 'floor'), floor],
	[entryKey('template', 'bye'), { ...common, team: null, texts }]
]);
const situation: Situation = {
	...{ catalogue, teams: [], supervisors: () => [], language: 'de' },
	...{ organisation: 'Lifts & Co', teamName: () => 'Service', personName: () => undefined },
	...{ nowMs: START_MS, said: '', followUps: [] }
};
const requester = { name: '', address: 'rita@example.test' };
const create = change('ticket.create', ticketRef, { team: support, subject: 'Lift', requester });
const custom = (field: string, value: string) =>
	change('ticket.custom', ticketRef, { field, value }, { at: at(1) });
const known = [create, custom('serial', 'AB 1'), custom('floor', 'top')];

function said(changes: readonly TypedChange[], action: Action): object | undefined {
	const ticket = must(readTicket(stateOf(...changes)), 'just made');
	return effectOf(action, ticket, situation)?.body;
}

describe('the words of a rule', () => {
	const words = 'Is {{Serial number}} back on {{floor}}? {{> bye}}';
	const text = 'Is AB 1 back on Dachgeschoss? Ihr Service von Lifts & Co';
	const send = { kind: 'send', minutes: 60, words } as const;

	it('[AU16] name what is known, as those of templates do, in the name of the team', () => {
		expect(said(known, { do: 'reply', value: words })).toMatchObject({ text });
		expect(said(known, { do: 'note', value: words })).toMatchObject({ text });
		expect(said(known, { do: 'followUp', value: send })).toMatchObject({ words: text });
		const { address } = requester;
		const dear = { do: 'reply', value: 'Dear {{requester}}' } as const;
		expect(said(known, dear)).toMatchObject({ text: `Dear ${address}` });
	});

	it('[AU16] go to nobody outside with a gap in them; colleagues see it', () => {
		expect(said([create], { do: 'reply', value: words })).toBeUndefined();
		expect(said([create], { do: 'followUp', value: send })).toBeUndefined();
		expect(said([create], { do: 'note', value: 'Is {{serial}} back?' })).toMatchObject({
			text: 'Is ⟦serial⟧ back?'
		});
	});
});
