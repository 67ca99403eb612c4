import { z } from 'zod';
import type { ConnectionTrouble, WhatsAppSettings } from '#lib/protocol/connections.ts';
import { OutsideError, type Outside } from '../../outside/request-outside.ts';

/** An account of the WhatsApp Business Platform as it is set up. */
export interface WhatsAppAccount {
	readonly settings: WhatsAppSettings;
	readonly token: string;
}

/** A message of a template that was approved before: its variables in their order. */
export interface TemplateMessage {
	/** E.164, with the plus. */
	readonly to: string;
	readonly variables: readonly string[];
}

/** Why a message was not taken, and whether it may be when it is sent again. */
export class WhatsAppError extends Error {
	readonly trouble: ConnectionTrouble;
	readonly isPassing: boolean;

	constructor(trouble: ConnectionTrouble, isPassing: boolean) {
		super(`${trouble.code}: ${trouble.detail}`);
		this.name = 'WhatsAppError';
		this.trouble = trouble;
		this.isPassing = isPassing;
	}
}

/** Of the platform's error codes those that pass by themselves: overload, and too much at once. */
const PASSING: ReadonlySet<number> = new Set([1, 2, 4, 80007, 130429, 131000, 131016, 131056]);
const TOO_OFTEN: ReadonlySet<number> = new Set([4, 80007, 130429, 131056]);
/** Those about the token, and what it may do. */
const REFUSED: ReadonlySet<number> = new Set([0, 3, 10, 190]);

const taken = z.object({ messages: z.array(z.object({ id: z.string() })).min(1) });
const failed = z.object({ error: z.object({ code: z.number(), message: z.string().default('') }) });

/** A variable may have no line breaks, no tabs and not many spaces in a row. */
const LONGEST_VARIABLE = 900;
const plain = (text: string): string =>
	text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_VARIABLE) || '–';

export type WhatsApp = ReturnType<typeof createWhatsApp>;

/** Sends by the Cloud API of WhatsApp; throws a WhatsAppError when a message is not taken. */
export function createWhatsApp(outside: Pick<Outside, 'request'>) {
	async function ask(account: WhatsAppAccount, path: string, body?: object): Promise<unknown> {
		const url = new URL(`${account.settings.apiBase.replace(/\/+$/, '')}/${path}`);
		const answer = await outside.request(url, requestOf(account, body)).catch(inItsWords);
		const said = readJson(answer.text);
		if (answer.status >= 200 && answer.status <= 299) return said;
		throw refusalOf(answer.status, said);
	}

	return {
		/** Gives the id that the platform knows the message by. */
		async send(account: WhatsAppAccount, { to, variables }: TemplateMessage): Promise<string> {
			const { phoneNumberId, template: name, language } = account.settings;
			const parameters = variables.map((text) => ({ type: 'text', text: plain(text) }));
			const said = await ask(account, `${phoneNumberId}/messages`, {
				messaging_product: 'whatsapp',
				recipient_type: 'individual',
				to,
				type: 'template',
				template: {
					name,
					language: { code: language },
					components: [{ type: 'body', parameters }]
				}
			});
			const answer = taken.safeParse(said);
			if (answer.success) return answer.data.messages[0]?.id ?? '';
			throw new WhatsAppError({ code: 'answer', detail: 'no message id' }, false);
		},

		/** Asks for the number that messages come from; throws when that does not work. */
		async tryOut(account: WhatsAppAccount): Promise<void> {
			await ask(account, `${account.settings.phoneNumberId}?fields=id`);
		}
	};
}

const requestOf = ({ token }: WhatsAppAccount, body?: object) => ({
	method: body === undefined ? ('GET' as const) : ('POST' as const),
	headers: {
		authorization: `Bearer ${token}`,
		...(body !== undefined && { 'content-type': 'application/json' })
	},
	...(body !== undefined && { body: JSON.stringify(body) })
});

function inItsWords(error: unknown): never {
	if (!(error instanceof OutsideError)) throw error;
	throw new WhatsAppError({ code: error.code, detail: error.message }, true);
}

function refusalOf(status: number, said: unknown): WhatsAppError {
	const read = failed.safeParse(said);
	if (!read.success)
		return new WhatsAppError({ code: 'answer', detail: `status ${status}` }, status >= 500);
	const { code, message } = read.data.error;
	const detail = `${code} ${message}`.trim();
	const isPassing = PASSING.has(code) || status === 429 || status >= 500;
	if (TOO_OFTEN.has(code) || status === 429)
		return new WhatsAppError({ code: 'too-often', detail }, isPassing);
	const isRefused = REFUSED.has(code) || (code >= 200 && code <= 299) || status === 401;
	return new WhatsAppError({ code: isRefused ? 'refused' : 'answer', detail }, isPassing);
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
