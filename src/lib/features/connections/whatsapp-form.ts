import { USUAL_MINUTES } from '#lib/domain/on-call/next-call.ts';
import type { Form } from './forms.ts';

export const whatsapp: Form<'whatsapp'> = {
	fields: [
		{
			name: 'apiBase',
			label: 'connections.whatsapp.apiBase',
			like: 'https://graph.facebook.com/v23.0',
			hint: 'connections.whatsapp.apiBaseHint',
			as: 'text'
		},
		{
			name: 'phoneNumberId',
			label: 'connections.whatsapp.phoneNumberId',
			like: '106540352242922',
			hint: 'connections.whatsapp.phoneNumberIdHint',
			as: 'text'
		},
		{
			name: 'template',
			label: 'connections.whatsapp.template',
			like: 'open_tickets',
			hint: 'connections.whatsapp.templateHint',
			as: 'text'
		},
		{
			name: 'language',
			label: 'connections.whatsapp.language',
			as: 'text',
			like: 'en_US'
		},
		{
			name: 'everyMinutes',
			label: 'connections.whatsapp.everyMinutes',
			like: '30',
			hint: 'connections.whatsapp.everyMinutesHint',
			as: 'number'
		},
		{
			name: 'priorities',
			label: 'connections.whatsapp.priorities',
			like: 'urgent',
			hint: 'connections.whatsapp.prioritiesHint',
			as: 'lines'
		},
		{
			name: 'onCall',
			label: 'connections.whatsapp.onCall',
			like: 'Hardware: +491701234567',
			hint: 'connections.whatsapp.onCallHint',
			as: 'lines'
		}
	],
	secrets: [{ name: 'accessToken', label: 'connections.whatsapp.token' }],
	first: {
		apiBase: 'https://graph.facebook.com/v23.0',
		phoneNumberId: '',
		template: '',
		language: '',
		everyMinutes: USUAL_MINUTES,
		priorities: ['urgent'],
		onCall: []
	}
};
