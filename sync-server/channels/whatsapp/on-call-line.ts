import type { Connections } from '../../connections/connections.ts';
import type { Outside } from '../../outside/request-outside.ts';
import { readOnCallRules, type OnCallRules } from './on-call-rules.ts';
import {
	createWhatsApp,
	WhatsAppError,
	type TemplateMessage,
	type WhatsAppAccount
} from './whatsapp.ts';

/** The way to those who are on call, of all organisations. */
export interface OnCallLine {
	/** Undefined where an organisation has set up nothing. */
	rules(org: string): OnCallRules | undefined;
	send(org: string, message: TemplateMessage): Promise<void>;
	/** Calls whenever an organisation changes what it has set up. */
	onChange(org: string, changed: () => void): void;
}

/** The way to those on call by the accounts that organisations have set up. */
export function createOnCallLine(
	connections: Pick<Connections, 'find' | 'note' | 'onChange' | 'triedBy'>,
	outside: Outside
): OnCallLine {
	const whatsapp = createWhatsApp(outside);

	function accountOf(org: string): WhatsAppAccount | undefined {
		const found = connections.find(org, 'whatsapp');
		const token = found?.secrets.accessToken;
		return found === undefined || token === undefined
			? undefined
			: { settings: found.settings, token };
	}

	connections.triedBy('whatsapp', async ({ settings, secrets: { accessToken: token = '' } }) => {
		try {
			await whatsapp.tryOut({ settings, token });
			return undefined;
		} catch (error) {
			if (error instanceof WhatsAppError) return error.trouble;
			throw error;
		}
	});

	return {
		rules(org) {
			const account = accountOf(org);
			return account && readOnCallRules(account.settings);
		},
		async send(org, message) {
			const account = accountOf(org);
			if (account === undefined) return;
			try {
				await whatsapp.send(account, message);
				connections.note(org, 'whatsapp');
			} catch (error) {
				if (error instanceof WhatsAppError) connections.note(org, 'whatsapp', error.trouble);
				throw error;
			}
		},
		onChange: (org, changed) =>
			connections.onChange((of, kind) => {
				if (of === org && kind === 'whatsapp') changed();
			})
	};
}
