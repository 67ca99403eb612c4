import { expect, it } from 'vitest';
import { Catalogue, entryKey } from './catalogue.ts';
import { isOverOnReply, reopenedStatus, solvedStatus } from './usual-status.ts';

const status = (of: string, order: number, more: object = {}) => ({
	...{ names: { en: 'A' }, order, archived: false, class: of, color: null },
	...{ requires: of === 'done' ? 'reason' : null, visible: true },
	...more
});
const archived = (of: string) => status(of, 0, { archived: true });
const defined = (statuses: Readonly<Record<string, object>>) =>
	new Catalogue(
		Object.entries(statuses).map(([code, value]) => [entryKey('status', code), { ...value }])
	);

it('[CA14] a ticket is solved by the usual status, or by the first that asks for a resolution', () => {
	const solved = (statuses: Readonly<Record<string, object>>) =>
		solvedStatus(defined(statuses))?.code;
	expect(solved({})).toBe('solved');
	const ours = status('done', 200, { requires: 'resolution' });
	expect(solved({ ours })).toBe('solved');
	expect(solved({ solved: archived('done'), gone: status('done', 1), ours })).toBe('ours');
	expect(solved({ solved: archived('done'), gone: status('done', 1) })).toBe('gone');
	const all = ['solved', 'rejected', 'cancelled', 'closed'] as const;
	expect(solved(Object.fromEntries(all.map((code) => [code, archived('done')])))).toBe('solved');
});

it('[CA14] and opened again by the usual one, or one that asks for no more than can be said', () => {
	const reopened = (hasWords: boolean, statuses: Readonly<Record<string, object>>) =>
		reopenedStatus(defined(statuses), hasWords)?.code;
	expect([reopened(true, {}), reopened(false, {})]).toEqual(['open', 'open']);
	const asking = { open: status('open', 20, { requires: 'reason' }) };
	expect([reopened(true, asking), reopened(false, asking)]).toEqual(['open', 'in-progress']);
	const again = { open: archived('open'), again: status('open', 1) };
	expect([reopened(true, again), reopened(false, again)]).toEqual(['again', 'again']);
});

it('[CA15] only what waits for the requester is over when they write, unless it is said otherwise', () => {
	const over = (
		code: string,
		of: 'open' | 'paused' | 'done',
		more: { endsOnReply?: boolean } = {}
	) => isOverOnReply({ code, class: of, ...more });
	expect([over('waiting', 'paused'), over('hold', 'paused')]).toEqual([true, false]);
	const said = [true, false].map((endsOnReply) => over('waiting', 'paused', { endsOnReply }));
	expect([...said, over('papers', 'paused', { endsOnReply: true })]).toEqual([true, false, true]);
	expect([over('open', 'open', { endsOnReply: true }), over('solved', 'done')]).toEqual([
		false,
		false
	]);
});
