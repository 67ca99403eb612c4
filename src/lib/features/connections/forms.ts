import type { Component } from 'svelte';
import type { MessageKey } from '#lib/ui/messages.svelte.ts';
import type {
	ConnectionAnswer,
	ConnectionKind,
	ConnectionSecrets,
	ConnectionSettings
} from '#lib/protocol/connections.ts';
import type { TeamAddress } from '#lib/protocol/incoming-mail.ts';
import { whatsapp } from './whatsapp-form.ts';

/** The words of this screen; those that stand in a form have no gaps to fill. */
type Word = Extract<MessageKey, `connections.${string}`>;

interface Common<Name> {
	readonly name: Name;
	readonly label: Word;
	readonly hint?: Word;
	/** What would do: shown in an empty line of text, and where something else was typed. */
	readonly like?: string;
}

/** How one setting is asked for. Lists are lines of text. */
export type Field<Name extends string = string> = Common<Name> &
	(
		| { readonly as: 'text' }
		| { readonly as: 'number' }
		| {
				readonly as: 'choice';
				readonly choices: readonly { readonly value: string; readonly label: Word }[];
		  }
		| { readonly as: 'check' }
		| { readonly as: 'lines' }
		| { readonly as: 'team' }
		| { readonly as: 'team-addresses' }
	);
export type SecretName<Name extends string = string> = Common<Name> & {
	/** It is made here and typed over there, not the other way round. */
	readonly isMadeHere?: true;
};

export interface Form<Kind extends ConnectionKind> {
	readonly fields: readonly Field<Extract<keyof ConnectionSettings[Kind], string>>[];
	readonly secrets: readonly SecretName<Extract<keyof ConnectionSecrets[Kind], string>>[];
	/** What stands there before anything is set. */
	readonly first: { readonly [Name in keyof ConnectionSettings[Kind]]: Value };
	/** False where only others can try it. */
	readonly isTried?: boolean;
	/** What else an administrator sees and does there, once it is set. */
	readonly more?: () => Promise<{
		readonly default: Component<{ connection: ConnectionAnswer }>;
	}>;
}

export type Value = string | number | boolean | readonly string[] | readonly TeamAddress[];

/** One entry for each kind there is. */
export const FORMS: { readonly [Kind in ConnectionKind]: Form<Kind> } = {
	oidc: {
		fields: [
			{
				name: 'issuer',
				label: 'connections.oidc.issuer',
				hint: 'connections.oidc.issuerHint',
				as: 'text',
				like: 'https://login.example.org'
			},
			{ name: 'clientId', label: 'connections.oidc.clientId', as: 'text' },
			{
				name: 'label',
				label: 'connections.oidc.label',
				hint: 'connections.oidc.labelHint',
				as: 'text'
			},
			{
				name: 'domains',
				label: 'connections.oidc.domains',
				like: 'example.org',
				hint: 'connections.oidc.domainsHint',
				as: 'lines'
			},
			{ name: 'createsRequesters', label: 'connections.signIn.creates', as: 'check' },
			{ name: 'isAutomatic', label: 'connections.oidc.automatic', as: 'check' }
		],
		secrets: [{ name: 'clientSecret', label: 'connections.oidc.secret' }],
		first: {
			issuer: '',
			clientId: '',
			label: '',
			domains: [],
			createsRequesters: false,
			isAutomatic: false
		},
		more: () => import('./BackAddress.svelte')
	},
	whatsapp,
	proxy: {
		fields: [
			{
				name: 'header',
				label: 'connections.proxy.header',
				hint: 'connections.proxy.headerHint',
				as: 'text',
				like: 'X-Remote-User'
			},
			{
				name: 'proxies',
				label: 'connections.proxy.proxies',
				like: '10.0.0.2',
				hint: 'connections.proxy.proxiesHint',
				as: 'lines'
			},
			{
				name: 'domains',
				label: 'connections.proxy.domains',
				like: 'CORP',
				hint: 'connections.proxy.domainsHint',
				as: 'lines'
			},
			{ name: 'createsRequesters', label: 'connections.signIn.creates', as: 'check' }
		],
		secrets: [
			{
				name: 'secret',
				label: 'connections.proxy.secret',
				hint: 'connections.proxy.secretHint'
			}
		],
		first: { header: 'X-Remote-User', proxies: [], domains: [], createsRequesters: false },
		isTried: false
	},
	smtp: {
		fields: [
			{ name: 'host', label: 'connections.smtp.host', as: 'text', like: 'mail.example.org' },
			{ name: 'port', label: 'connections.smtp.port', like: '587', as: 'number' },
			{
				name: 'security',
				label: 'connections.smtp.security',
				as: 'choice',
				choices: [
					{ value: 'tls', label: 'connections.smtp.tls' },
					{ value: 'starttls', label: 'connections.smtp.starttls' },
					{ value: 'none', label: 'connections.smtp.open' }
				]
			},
			{
				name: 'user',
				label: 'connections.smtp.user',
				hint: 'connections.smtp.userHint',
				as: 'text'
			},
			{ name: 'from', label: 'connections.smtp.from', as: 'text', like: 'desk@example.org' },
			{ name: 'fromName', label: 'connections.smtp.fromName', as: 'text' },
			{
				name: 'site',
				label: 'connections.smtp.site',
				like: 'https://desk.example.org',
				hint: 'connections.smtp.siteHint',
				as: 'text'
			},
			{
				name: 'language',
				label: 'connections.smtp.language',
				hint: 'connections.smtp.languageHint',
				as: 'choice',
				choices: [
					{ value: 'en', label: 'connections.smtp.en' },
					{ value: 'de', label: 'connections.smtp.de' },
					{ value: 'ar', label: 'connections.smtp.ar' }
				]
			}
		],
		secrets: [{ name: 'password', label: 'connections.smtp.password' }],
		first: {
			...{ host: '', port: 587, security: 'starttls', user: '', from: '', fromName: '' },
			...{ site: location.origin, language: 'en' }
		},
		more: () => import('./SmtpMore.svelte')
	},
	'incoming-mail': {
		fields: [
			{
				name: 'team',
				label: 'connections.incoming-mail.team',
				hint: 'connections.incoming-mail.teamHint',
				as: 'team'
			},
			{
				name: 'addresses',
				label: 'connections.incoming-mail.addresses',
				like: 'desk@example.org',
				hint: 'connections.incoming-mail.addressesHint',
				as: 'team-addresses'
			},
			{
				name: 'proof',
				label: 'connections.incoming-mail.proof',
				as: 'choice',
				choices: [
					{ value: 'signed', label: 'connections.incoming-mail.signed' },
					{ value: 'key', label: 'connections.incoming-mail.key' }
				]
			},
			{
				name: 'receiver',
				label: 'connections.incoming-mail.receiver',
				hint: 'connections.incoming-mail.receiverHint',
				as: 'text',
				like: 'mx.example.org'
			}
		],
		secrets: [
			{ name: 'first', label: 'connections.incoming-mail.first', isMadeHere: true },
			{
				name: 'second',
				label: 'connections.incoming-mail.second',
				hint: 'connections.incoming-mail.secondHint',
				isMadeHere: true
			}
		],
		first: { team: '', addresses: [], proof: 'signed', receiver: '' },
		more: () => import('./IncomingMail.svelte')
	},
	erpnext: {
		fields: [
			{
				name: 'url',
				label: 'connections.erpnext.url',
				as: 'text',
				like: 'https://erp.example.org'
			},
			{
				name: 'apiKey',
				label: 'connections.erpnext.apiKey',
				hint: 'connections.erpnext.apiKeyHint',
				as: 'text'
			},
			{
				name: 'doneStatus',
				label: 'connections.erpnext.doneStatus',
				as: 'choice',
				choices: [
					{ value: 'Closed', label: 'connections.erpnext.closed' },
					{ value: 'Resolved', label: 'connections.erpnext.resolved' }
				]
			}
		],
		secrets: [{ name: 'apiSecret', label: 'connections.erpnext.apiSecret' }],
		first: { url: '', apiKey: '', doneStatus: 'Closed' }
	}
};

/** The form of a kind, as the screen draws it. */
export interface DrawnForm {
	readonly fields: readonly Field[];
	readonly secrets: readonly SecretName[];
	readonly first: Readonly<Record<string, Value>>;
	readonly more?: Form<ConnectionKind>['more'];
	readonly isTried?: boolean;
}

export const formOf = (kind: ConnectionKind): DrawnForm => FORMS[kind];
