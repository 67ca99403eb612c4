import { FEEDBACK_KINDS, type FeedbackKind } from '#lib/protocol/help.ts';

interface Begun {
	name: string;
	email: string;
	kind: FeedbackKind;
	message: string;
}

const KEPT = 'offhook.help.begun';

/** What somebody writes stays while they read an article, and until this tab is closed. */
export const begun = $state(readBegun());

/** On this tab alone: the next person at the device must not find it. */
export function keepBegun(): void {
	try {
		sessionStorage.setItem(KEPT, JSON.stringify(begun));
	} catch {
		// What cannot be kept is on screen still.
		return;
	}
}

function readBegun(): Begun {
	const parts = keptParts();
	const text = (key: keyof Begun): string => {
		const kept = parts.get(key);
		return typeof kept === 'string' ? kept : '';
	};
	const kind = FEEDBACK_KINDS.find((one) => one === parts.get('kind')) ?? 'support';
	return { name: text('name'), email: text('email'), kind, message: text('message') };
}

function keptParts(): ReadonlyMap<string, unknown> {
	try {
		const kept: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}');
		return new Map(Object.entries(typeof kept === 'object' && kept !== null ? kept : {}));
	} catch {
		return new Map();
	}
}
