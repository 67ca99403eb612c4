import { expect, it } from 'vitest';
import { KINDS } from './kinds.ts';

const smtp = {
	host: 'mail.example.org',
	port: 587,
	security: 'tls',
	user: 'desk',
	from: 'desk@example.org',
	fromName: 'Desk',
	site: 'https://desk.example.org',
	language: 'en'
} as const;
const oidc = {
	...{ issuer: 'https://id.example.org/realm', clientId: 'desk', domains: [], label: 'Sign in' },
	...{ createsRequesters: false, isAutomatic: false }
};
const erpnext = { url: 'https://erp.example.org', apiKey: 'key', doneStatus: 'Closed' } as const;
const whatsapp = {
	...{ apiBase: 'https://graph.example.org/v1', phoneNumberId: '1', template: 'new_ticket' },
	...{ language: 'en', everyMinutes: 30, priorities: [], onCall: ['Lifts: +491701234567'] }
};

it('[CX2] of each kind whose secret is sent somewhere it is known where that is', () => {
	const told = (elsewhere: boolean) => {
		const move = (text: string) => (elsewhere ? text.replace('example.org', 'evil.example') : text);
		return [
			KINDS.smtp.toldTo?.({ ...smtp, host: move(smtp.host) }),
			KINDS.oidc.toldTo?.({ ...oidc, issuer: move(oidc.issuer) }),
			KINDS.erpnext.toldTo?.({ ...erpnext, url: move(erpnext.url) }),
			KINDS.whatsapp.toldTo?.({ ...whatsapp, apiBase: move(whatsapp.apiBase) })
		];
	};
	expect(told(false)).toEqual([
		'mail.example.org',
		'https://id.example.org',
		'https://erp.example.org',
		'https://graph.example.org'
	]);
	expect(told(true)).toEqual([
		'mail.evil.example',
		'https://id.evil.example',
		'https://erp.evil.example',
		'https://graph.evil.example'
	]);
	// These are only ever compared with what somebody else shows.
	const sent = Object.entries(KINDS).filter(([, { toldTo }]) => toldTo !== undefined);
	expect(sent.map(([kind]) => kind).sort()).toEqual(['erpnext', 'oidc', 'smtp', 'whatsapp']);
});
