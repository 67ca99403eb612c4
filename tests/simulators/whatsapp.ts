import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

export const WHATSAPP_TOKEN = 'EAAGm0PX4ZCpsBA';
export const NUMBER_ID = '106540352242922';
const TEMPLATES: ReadonlyMap<string, number> = new Map([['tickets_waiting', 2]]);

/** What the Cloud API takes of a template message, as it is published. */
const message = z.object({
	messaging_product: z.literal('whatsapp'),
	recipient_type: z.literal('individual').optional(),
	to: z.string(),
	type: z.literal('template'),
	template: z.object({
		name: z.string(),
		language: z.object({ code: z.string() }),
		components: z.array(
			z.object({
				type: z.literal('body'),
				parameters: z.array(z.object({ type: z.literal('text'), text: z.string().min(1) }))
			})
		)
	})
});

/** An error as the Graph API words it. */
interface Refusal {
	readonly status: number;
	readonly code: number;
	readonly message: string;
}

export const RATE_LIMIT: Refusal = { status: 429, code: 130429, message: 'Rate limit hit' };
export const INVALID: Refusal = { status: 400, code: 131026, message: 'Message undeliverable' };
export const OVERLOADED: Refusal = { status: 503, code: 131016, message: 'Service unavailable' };

/** The Cloud API of WhatsApp on this machine: one number, one approved template. */
export async function startWhatsApp() {
	const told: { readonly to: string; readonly variables: readonly string[] }[] = [];
	/** What the next requests are refused with, instead of being taken. */
	const refusals: Refusal[] = [];
	const server = createServer((request, response) => {
		void answer(request).then(({ status, body }) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;

	async function answer(request: IncomingMessage): Promise<{ status: number; body: object }> {
		const pieces: Buffer[] = [];
		for await (const piece of request) pieces.push(piece as Buffer);
		const refusal = refusals.shift() ?? refusalOf(request);
		if (refusal !== undefined) return refused(refusal);
		if (request.method === 'GET') return { status: 200, body: { id: NUMBER_ID } };
		const read = message.safeParse(JSON.parse(Buffer.concat(pieces).toString()));
		if (!read.success) return refused({ status: 400, code: 100, message: 'Invalid parameter' });
		const { to, template } = read.data;
		const variables = template.components.flatMap(({ parameters }) =>
			parameters.map(({ text }) => text)
		);
		const wrong = templateProblem(template, variables);
		if (wrong !== undefined) return refused(wrong);
		told.push({ to, variables });
		const wa = to.replace('+', '');
		return {
			status: 200,
			body: {
				messaging_product: 'whatsapp',
				contacts: [{ input: to, wa_id: wa }],
				messages: [{ id: `wamid.${told.length}`, message_status: 'accepted' }]
			}
		};
	}

	return {
		apiBase: `http://127.0.0.1:${port}/v23.0`,
		told,
		refusals,
		stop: () => new Promise((resolve) => server.close(resolve))
	};
}

function refusalOf({ headers, url = '', method }: IncomingMessage): Refusal | undefined {
	if (headers.authorization !== `Bearer ${WHATSAPP_TOKEN}`)
		return { status: 401, code: 190, message: 'Invalid OAuth access token.' };
	const path = url.split('?')[0];
	const isKnown = path === `/v23.0/${NUMBER_ID}${method === 'POST' ? '/messages' : ''}`;
	return isKnown ? undefined : { status: 400, code: 100, message: 'Unsupported request' };
}

function templateProblem(
	{ name, language }: { readonly name: string; readonly language: { readonly code: string } },
	variables: readonly string[]
): Refusal | undefined {
	const count = TEMPLATES.get(name);
	if (count === undefined || language.code !== 'en')
		return {
			status: 404,
			code: 132001,
			message: 'Template name does not exist in the translation'
		};
	if (variables.length !== count)
		return { status: 400, code: 132000, message: 'Number of parameters does not match' };
	const isWrong = variables.some((text) => /[\n\t]| {5}/.test(text) || text.length > 1024);
	return isWrong
		? { status: 400, code: 132018, message: 'Param text cannot have new-line/tab characters' }
		: undefined;
}

const refused = ({ status, code, message: words }: Refusal) => ({
	status,
	body: { error: { message: `(#${code}) ${words}`, type: 'OAuthException', code, fbtrace_id: 'A' } }
});
