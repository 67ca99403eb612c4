import { ISSUE_PROBLEMS, type IssueProblem } from '#lib/domain/ticket/issue.ts';
import type { ConnectionTrouble, ConnectionTroubleCode } from '#lib/protocol/connections.ts';
import { OutsideError, type OutsideAnswer } from '../../outside/request-outside.ts';
import { toFailure } from './failure.ts';

/** Why ERPNext did not do what it was asked for; the message is fit to be shown. */
export class ErpTrouble extends Error {
	readonly code: IssueProblem;
	/** How long ERPNext wants to be left alone, where it said so. */
	readonly patienceMs: number | undefined;

	constructor(code: IssueProblem, detail: string, patienceMs?: number) {
		super(detail);
		this.name = 'ErpTrouble';
		this.code = code;
		this.patienceMs = patienceMs;
	}

	/** Whether it is about this ticket alone; everything else stands in the way of all of them. */
	get isAboutTicket(): boolean {
		return this.code === 'invalid' || this.code === 'not-found';
	}
}

const BY_STATUS: Readonly<Record<number, IssueProblem>> = {
	401: 'unauthorized',
	403: 'forbidden',
	404: 'not-found',
	409: 'invalid',
	417: 'invalid',
	429: 'too-often'
};

/** What an answer that is no success says; its own words are shortened and without markup. */
export function troubleIn({ status, headers, text }: OutsideAnswer): ErpTrouble {
	const { type, words } = toFailure(text);
	const detail = words === '' ? `${status} ${type}`.trim() : words;
	if (type === 'TimestampMismatchError') return new ErpTrouble('changed', detail);
	const seconds = Number(headers['retry-after']);
	const patienceMs = seconds > 0 ? seconds * 1_000 : undefined;
	return new ErpTrouble(BY_STATUS[status] ?? 'answer', detail, patienceMs);
}

/** Whatever went wrong, as trouble with ERPNext; undefined for what is no such trouble. */
export function asTrouble(error: unknown): ErpTrouble | undefined {
	if (error instanceof ErpTrouble) return error;
	if (!(error instanceof OutsideError)) return undefined;
	const code = ISSUE_PROBLEMS.find((known) => known === error.code) ?? 'answer';
	return new ErpTrouble(code, error.message);
}

const FOR_ADMINISTRATORS: Readonly<Record<IssueProblem, ConnectionTroubleCode>> = {
	unauthorized: 'refused',
	forbidden: 'refused',
	'not-found': 'not-found',
	invalid: 'answer',
	changed: 'answer',
	answer: 'answer',
	'too-often': 'too-often',
	unreachable: 'unreachable',
	timeout: 'timeout',
	certificate: 'certificate',
	'address-inside': 'address-inside'
};

/** The same as administrators read it among the connections. */
export function connectionTrouble({ code, message }: ErpTrouble): ConnectionTrouble {
	return { code: FOR_ADMINISTRATORS[code], detail: message };
}
