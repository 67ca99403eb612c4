import { expect, it } from 'vitest';
import type { Rehearsed } from '#lib/protocol/automation.ts';
import { aRuleDesk, rule, type RuleParts } from '../../tests/support/rule-desk.ts';
import { IMPORTER } from '../channels/mail/submit-through.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import { rehearsal } from './rehearsal.ts';

const HOUR = 3_600_000;

it('[AU9] rules are tried on what happened, and change nothing', async () => {
	const { unit, create, clock } = await aRuleDesk();
	const lift = await create('The lift is stuck');
	await create('A door');
	clock.advance(5 * HOUR);
	const told = async (parts: RuleParts) => {
		const trial = { ...rule(parts), code: 'trial' };
		const lines: Rehearsed[] = [];
		const pause = () => Promise.resolve();
		for await (const line of rehearsal(unit, trial, { nowMs: clock.now(), pause }))
			lines.push(line);
		return lines;
	};
	const body = { kind: 'note', text: 'From long ago' } as const;
	await submitAutomation(unit, IMPORTER, [{ type: 'message.add', target: lift, body }]);
	const revBefore = unit.rev;
	const notes = await told({ when: { on: 'message', value: 'note' } });
	expect(notes.at(-1)).toMatchObject({ hits: 0 });
	const found = await told({ query: 'subject:lift' });
	expect(found[0]).toEqual({ kind: 'progress', done: 0, all: 2 });
	expect(found[1]).toMatchObject({ kind: 'hit', ticket: lift.slice(7), actions: [0] });
	expect(found.at(-1)).toEqual({ kind: 'end', hits: 1, tickets: 1, all: 2 });
	const idle = await told({ when: { on: 'idle', value: 4 } });
	expect(idle.at(-1)).toMatchObject({ hits: 2, tickets: 2 });
	const overdue = await told({ when: { on: 'overdue', value: 3 } });
	expect(overdue.at(-1)).toMatchObject({ hits: 2, tickets: 2 });
	expect(unit.rev).toBe(revBefore);
});
