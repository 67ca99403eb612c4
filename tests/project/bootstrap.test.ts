import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { alone } from '../../scripts/bootstrap.mjs';
import { temporaryFolder } from '../support/org.ts';

const folder = temporaryFolder();
const path = join(folder.path, 'lock');
afterAll(() => folder.remove());

it('what writes where others write goes on alone, and lets go when it fails', () => {
	const order: string[] = [];
	alone(
		() => {
			order.push('begun');
			expect(() => alone(() => order.push('beside'), { path, patienceMs: 0 })).toThrow(path);
		},
		{ path }
	);
	const fails = () => {
		throw new Error('no build');
	};
	expect(() => alone(fails, { path })).toThrow('no build');
	alone(() => order.push('after'), { path, patienceMs: 0 });
	expect(order).toEqual(['begun', 'after']);
	expect(existsSync(path)).toBe(false);
});

it('a lock of a process that is gone is nobody’s', () => {
	const { pid } = spawnSync(process.execPath, ['--version']);
	writeFileSync(path, String(pid));
	let isDone = false;
	alone(() => (isDone = true), { path, patienceMs: 0 });
	expect(isDone).toBe(true);
});
