import { expect, it } from 'vitest';
import { readRehearsed } from './rehearsed.decode.ts';
import { triggerOf } from './triggers.ts';

it('takes of a trigger what it can wait for', () => {
	expect(triggerOf('idle')).toEqual({ on: 'idle', value: 24 });
	expect(triggerOf('idle', 0)).toBeUndefined();
	expect(triggerOf('idle', Number.NaN)).toBeUndefined();
	expect(triggerOf('changed', 'status')).toEqual({ on: 'changed', value: 'status' });
});

it('reads the lines of a trial', () => {
	expect(readRehearsed('{"kind":"progress","done":1,"all":2}')).toMatchObject({ done: 1 });
	expect(readRehearsed('{"kind":"other"}')).toBeUndefined();
});
