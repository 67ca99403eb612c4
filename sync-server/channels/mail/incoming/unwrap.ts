import type { ParsedMail } from '../parse.ts';
import type { ReceiverNote } from '../receiver-notes.ts';
import { formFields, type FormFields } from './form-fields.ts';
import type { Checks } from './sender-proof.ts';
import { mailgunChecks, postmarkChecks, sendgridChecks } from './service-checks.ts';

/** A message as it was delivered, and where to, as far as its wrapping says. */
export interface Unwrapped {
	readonly raw: Buffer;
	readonly recipients: readonly string[];
	/** It came as it is, and not in something that a mail service has put around it. */
	readonly isBare: boolean;
	/** What the service says of the message's sender. */
	readonly checks: ChecksOf;
}

export type ChecksOf = (mail: Pick<ParsedMail, 'receiverNotes'>) => Checks | undefined;

const unchecked: ChecksOf = () => undefined;

const RECIPIENTS = 50;

/**
 * The message in a request: the body itself (`message/rfc822`), or a field of what common services
 * post when they are asked for the raw message: `RawEmail` of a JSON object with `OriginalRecipient`
 * (Postmark), `body-mime` with `recipient` (Mailgun) or `email` with `envelope` (SendGrid) of a form.
 */
export function unwrap(contentType: string, body: Buffer): Unwrapped | undefined {
	const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
	if (type === 'message/rfc822')
		return { raw: body, recipients: [], isBare: true, checks: unchecked };
	if (type === 'application/json') return fromJson(body);
	const fields = formFields(type, contentType, body);
	return fields && fromForm(fields);
}

function fromJson(body: Buffer): Unwrapped | undefined {
	const value = readJson(body.toString());
	const raw = textIn(value, 'RawEmail');
	if (raw === undefined) return undefined;
	const checks = postmarkChecks(headersIn(value));
	return wrapped(Buffer.from(raw), [textIn(value, 'OriginalRecipient') ?? ''], () => checks);
}

function fromForm(fields: FormFields): Unwrapped | undefined {
	const mailgun = fields.get('body-mime');
	const text = (name: string) => fields.get(name)?.toString() ?? '';
	if (mailgun !== undefined)
		return wrapped(mailgun, [text('recipient')], (mail) => mailgunChecks(mail.receiverNotes));
	const sendgrid = fields.get('email');
	if (sendgrid === undefined) return undefined;
	const envelope = readJson(text('envelope'));
	const checks = sendgridChecks({
		...{ spf: text('SPF'), dkim: text('dkim') },
		envelopeFrom: textIn(envelope, 'from') ?? ''
	});
	const to = typeof envelope === 'object' && envelope !== null && 'to' in envelope && envelope.to;
	return wrapped(sendgrid, Array.isArray(to) ? to : [], () => checks);
}

function wrapped(raw: Buffer, recipients: readonly unknown[], checks: ChecksOf): Unwrapped {
	const known = recipients.filter((one) => typeof one === 'string' && one.length <= 320);
	const addresses = known.map((one) => String(one).trim().toLowerCase());
	return {
		raw,
		recipients: addresses.filter((one) => one.includes('@')).slice(0, RECIPIENTS),
		isBare: false,
		checks
	};
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function textIn(value: unknown, key: string): string | undefined {
	if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
	const [, found] = Object.entries(value).find(([one]) => one === key) ?? [];
	return typeof found === 'string' ? found : undefined;
}

const HEADERS = 500;

/** The lines of the header that Postmark lists beside the message. */
function headersIn(value: unknown): ReceiverNote[] {
	const listed = typeof value === 'object' && value !== null && 'Headers' in value && value.Headers;
	const lines: readonly unknown[] = Array.isArray(listed) ? listed.slice(0, HEADERS) : [];
	return lines.map((one) => ({
		key: (textIn(one, 'Name') ?? '').toLowerCase(),
		value: textIn(one, 'Value') ?? ''
	}));
}
