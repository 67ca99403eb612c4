import { IDBFactory } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { TicketTally } from '#lib/domain/metrics/ticket-report.ts';
import type { TicketReportAnswer } from '#lib/protocol/reports.ts';
import type { Device } from '#lib/sync/device.ts';
import { KeptAnswer } from './kept-answers.ts';
import { eraseMade } from './search/device-search.ts';

const period = { fromMs: 0, toMs: 1 };
const { report } = new TicketTally({ period, before: period, timeZone: 'UTC', nowMs: 5 });
const answer: TicketReportAnswer = { ...report, about: 'teams', teams: [] };
const device = (id: string, indexedDb: IDBFactory) =>
	({ id, environment: { indexedDb } }) as unknown as Device;
const on = (id: string, indexedDb: IDBFactory) => new KeptAnswer(device(id, indexedDb), 'tickets');

it('keeps the last report of a device until its person leaves', async () => {
	const factory = new IDBFactory();
	const reports = on('one', factory);
	expect(await reports.read()).toBeUndefined();
	await reports.keep(answer);
	await reports.keep({ ...answer, asOfMs: 9 });
	expect((await on('one', factory).read())?.asOfMs).toBe(9);
	expect(await on('other', factory).read()).toBeUndefined();
	await eraseMade(device('one', factory));
	expect(await reports.read()).toBeUndefined();
});

it('keeps nothing where the browser does not, and says so', async () => {
	const broken = {
		open: () => {
			throw new Error('no storage');
		}
	};
	const reports = on('one', broken as unknown as IDBFactory);
	expect(await reports.keep(answer)).toBe(false);
	expect(await reports.read()).toBeUndefined();
});
