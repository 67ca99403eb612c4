import { USUAL_MINUTES } from '#lib/domain/on-call/next-call.ts';
import type { Form } from './forms.ts';

export const whatsapp: Form<'whatsapp'> = {
	fields: [
		{
			name: 'apiBase',
			label: 'connections.whatsapp.apiBase',
			hint: 'connections.whatsapp.apiBaseHint',
			as: 'text'
		},
		{
			name: 'phoneNumberId',
			label: 'connections.whatsapp.phoneNumberId',
			hint: 'connections.whatsapp.phoneNumberIdHint',
			as: 'text'
		},
		{
			name: 'template',
			label: 'connections.whatsapp.template',
			hint: 'connections.whatsapp.templateHint',
			as: 'text'
		},
		{
			name: 'language',
			label: 'connections.whatsapp.language',
			as: 'text',
			placeholder: 'en_US'
		},
		{
			name: 'everyMinutes',
			label: 'connections.whatsapp.everyMinutes',
			hint: 'connections.whatsapp.everyMinutesHint',
			as: 'number'
		},
		{
			name: 'priorities',
			label: 'connections.whatsapp.priorities',
			hint: 'connections.whatsapp.prioritiesHint',
			as: 'lines'
		},
		{
			name: 'onCall',
			label: 'connections.whatsapp.onCall',
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
