import { decodeChange, type Change } from '#lib/domain/changes/change.ts';

/** The format of a file of unsent changes; another device of the same person can take it in. */
const FORMAT = 'offhook-unsent';
const VERSION = 1;

export interface UnsentFile {
	readonly org: string;
	readonly person: string;
	readonly device: string;
	readonly changes: readonly Change[];
}

/** Writes the file as text. */
export function writeUnsentFile(file: UnsentFile): string {
	return JSON.stringify({ format: FORMAT, version: VERSION, ...file }, undefined, '\t');
}

function field(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Reads the file; a problem says what is wrong with it. */
export function readUnsentFile(
	text: string
): { ok: true; file: UnsentFile } | { ok: false; problem: 'not-a-file' | 'newer' | 'damaged' } {
	const value = parse(text);
	if (field(value, 'format') !== FORMAT) return { ok: false, problem: 'not-a-file' };
	if (field(value, 'version') !== VERSION) return { ok: false, problem: 'newer' };
	const list = field(value, 'changes');
	if (!Array.isArray(list)) return { ok: false, problem: 'damaged' };
	const changes: Change[] = [];
	for (const item of list) {
		const decoded = decodeChange(item);
		if (!decoded.ok) return { ok: false, problem: 'damaged' };
		changes.push(decoded.value);
	}
	const [org, person, device] = ['org', 'person', 'device'].map((key) => String(field(value, key)));
	return {
		ok: true,
		file: { org: org ?? '', person: person ?? '', device: device ?? '', changes }
	};
}
