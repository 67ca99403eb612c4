import { expect, it } from 'vitest';
import { Catalogue, entryKey } from '#lib/domain/catalogue/catalogue.ts';
import { statusShape } from './marks.ts';

const repair = { names: { en: 'At the workshop' }, order: 45, archived: false, class: 'paused' };
const owed = { requires: null, visible: true };

it('[CA12] draws a status in its own colour, and in the shape of what it means', () => {
	const catalogue = new Catalogue([
		[entryKey('status', 'repair'), { ...repair, ...owed, color: 7 }],
		[entryKey('status', 'new'), { ...repair, ...owed, class: 'open', color: 3 }],
		[entryKey('status', 'plain'), { ...repair, ...owed, color: null }]
	]);
	const shapeOf = (code: string) => statusShape(code, catalogue.find('status', code));
	expect(shapeOf('repair')).toEqual({ tone: 'warn', shape: 'half', color: 7 });
	expect(shapeOf('new')).toEqual({ tone: 'info', shape: 'full', color: 3 });
	expect(shapeOf('plain')).toEqual({ tone: 'warn', shape: 'half' });
	expect(shapeOf('solved')).toEqual({ tone: 'ok', shape: 'square' });
	expect(shapeOf('of-yesterday')).toEqual({ tone: 'info', shape: 'hollow' });
});
