import { describe, expect, it } from 'vitest';
import { BackupError } from '../backup/manifest.ts';
import { BucketError } from '../persistence/blobs/s3-blobs.ts';
import { createLog, gatherLines, type LogFields } from './log.ts';

function aLog(level: 'info' | 'debug' = 'info') {
	const lines: string[] = [];
	const log = createLog(level, { write: (line) => void lines.push(line) });
	const read = () => lines.map((line): Record<string, unknown> => JSON.parse(line));
	return { log, lines, read };
}

describe('the log', () => {
	it('[LG1] is a line of JSON for each event, with its time and level', () => {
		const { log, lines, read } = aLog();
		log.event('info', 'socket closed', { org: 'abc', code: 4529, ms: 12 });
		log.event('debug', 'not at this level');
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatch(/^[^\n]+\n$/);
		expect(read()[0]).toEqual({
			level: 'info',
			time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
			org: 'abc',
			code: 4529,
			ms: 12,
			event: 'socket closed'
		});
	});

	it('[LG1] leaves in one write what came within a moment, and faults at once', () => {
		const writes: string[] = [];
		const waiting: (() => void)[] = [];
		const to = { write: (lines: string) => void writes.push(lines) };
		const log = createLog(
			'info',
			gatherLines(to, (run) => waiting.push(run))
		);
		log.event('info', 'one');
		log.event('info', 'two');
		expect(writes).toEqual([]);
		expect(waiting).toHaveLength(1);
		waiting[0]?.();
		expect(writes.map((lines) => lines.split('\n').length - 1)).toEqual([2]);
		log.event('info', 'three');
		log.fault(new Error('no'), 'socket');
		expect(writes.map((lines) => lines.split('\n').length - 1)).toEqual([2, 2]);
		waiting[1]?.();
		expect(writes).toHaveLength(2);
	});

	it('[LG2] says nothing of what it was not meant to say', () => {
		const { log, read } = aLog();
		const fields = { org: 'Jane Doe <jane@example.org>', text: 'secret', route: 'GET /api/x/:id' };
		log.event('info', 'request', fields as LogFields);
		expect(read()[0]).toMatchObject({ org: 'withheld', route: 'GET /api/x/:id' });
		expect(JSON.stringify(read())).not.toMatch(/jane|secret/i);
	});

	it('[LG2] names a fault and where it was, but not its words', () => {
		const { log, read } = aLog();
		let fault: unknown;
		try {
			JSON.parse('jane@example.org');
		} catch (error) {
			fault = error;
		}
		log.fault(fault, 'socket');
		log.fault(new Error('Jane\n    at Doe Street 5'), 'socket');
		log.fault('jane', 'socket');
		expect(JSON.stringify(read())).not.toMatch(/jane/i);
		expect(read()[0]).toMatchObject({ event: 'fault', error: 'SyntaxError', where: 'socket' });
		expect(read()[0]?.['stack']).toEqual(expect.arrayContaining([expect.stringMatching(/^at /)]));
	});

	it('[LG2] keeps the words of the disk and the system, which know no people', () => {
		const { log, read } = aLog();
		const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
		log.fault(full, 'storage');
		expect(read()[0]).toMatchObject({ code: 'SQLITE_FULL', message: 'database or disk is full' });
		log.fault(new BucketError('PUT', '403 AccessDenied'), 'upload');
		log.fault(new BackupError('/data/orgs/one.sqlite is damaged'), 'backup');
		expect(read().slice(1)).toMatchObject([
			{ error: 'BucketError', message: 'the bucket answered PUT with 403 AccessDenied' },
			{ error: 'BackupError', message: '/data/orgs/one.sqlite is damaged' }
		]);
	});
});
