import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { readLink } from '#lib/domain/ticket/links.ts';
import { codeName, entryName } from '#lib/session/entry-names.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { personName, teamName, type Names } from './names.ts';
import { typedWords } from './typed-words.ts';
import { fieldName, valueWords } from './values.ts';

type Of<Noun extends string> = Extract<TypedChange, { type: `${Noun}.${string}` }>;

/** A change as a sentence: *Set Priority of #12 to “High”*. */
export function sentence(names: Names, change: TypedChange | undefined): string {
	if (change === undefined) return t('sync.refused.unknown');
	if (isOf(change, 'ticket')) return ticketSentence(names, change);
	if (isOf(change, 'message')) return messageSentence(names, change);
	if (isOf(change, 'channel')) return channelSentence(names, change);
	if (isOf(change, 'person')) return personSentence(names, change);
	if (isOf(change, 'team')) return teamSentence(names, change);
	if (isOf(change, 'user')) return userSentence(names, change);
	if (isOf(change, 'org')) return orgSentence(change);
	if (change.type === 'article.create')
		return t('sync.change.article.create', { title: change.body.title });
	if (isOf(change, 'article')) return t('sync.change.article.edit');
	if (isOf(change, 'contact')) return t('profile.change');
	return change satisfies never;
}

function isOf<Noun extends string>(change: TypedChange, noun: Noun): change is Of<Noun> {
	return change.type.startsWith(`${noun}.`);
}

const idOf = ({ target }: TypedChange): string => target.slice(target.indexOf('.') + 1);

function ticketSentence(names: Names, change: Of<'ticket'>): string {
	const ticket = names.ticket(idOf(change));
	switch (change.type) {
		case 'ticket.create':
			return t('sync.change.ticket.create', { subject: change.body.subject });
		case 'ticket.field': {
			const field = fieldName(change.body.field);
			const { value } = change.body;
			if (value === null) return t('sync.change.ticket.clear', { field, ticket });
			const plain = typeof value === 'object' ? { ...value } : value;
			const words = valueWords(names.desk, change.body.field, plain);
			return t('sync.change.ticket.field', { field, ticket, value: words });
		}
		case 'ticket.element': {
			const { set, element, present } = change.body;
			const value = elementWords(names, set, element);
			const words = { value, field: t(`tickets.field.${set}`), ticket };
			return t(present ? 'sync.change.ticket.add' : 'sync.change.ticket.remove', words);
		}
		case 'ticket.state': {
			const value = codeName(names.desk.catalogue, 'status', change.body.status);
			return t('sync.change.ticket.field', { field: fieldName('state'), ticket, value });
		}
		case 'ticket.take':
			return t('sync.change.ticket.take', { ticket });
		case 'ticket.transfer': {
			const team = teamName(names.desk, change.body.team);
			return t('sync.change.ticket.transfer', { ticket, team });
		}
		default:
			return workSentence(names, ticket, change);
	}
}

function elementWords(names: Names, set: string, element: string): string {
	if (set === 'tags') return codeName(names.desk.catalogue, 'tag', element);
	if (set === 'drafts') return t('together.reply');
	const link = set === 'links' ? readLink(element) : undefined;
	return link === undefined ? personName(names.desk, element) : names.ticket(link.ticket);
}

function workSentence(names: Names, ticket: string, change: Of<'ticket'>): string {
	switch (change.type) {
		case 'ticket.custom': {
			const field = codeName(names.desk.catalogue, 'field', change.body.field);
			return t('sync.change.ticket.custom', { field, ticket });
		}
		case 'ticket.add-task':
			return t('sync.change.ticket.add-task', { value: change.body.title, ticket });
		case 'ticket.remove':
			return t('remove.change', { ticket });
		case 'ticket.ask-issue':
			return t('issue.change', { ticket });
		case 'ticket.issue':
			return t('issue.changeKnown', { ticket });
		case 'ticket.merge':
			return t('sync.change.ticket.merge', { ticket, other: names.ticket(change.body.into) });
		case 'ticket.approve':
		case 'ticket.reject':
		case 'ticket.task':
		case 'ticket.add-visit':
		case 'ticket.visit':
		case 'ticket.visit-item':
		case 'ticket.add-follow-up':
		case 'ticket.follow-up':
		case 'ticket.unmerge':
		case 'ticket.alert':
		case 'ticket.on-call':
		case 'ticket.assign':
		case 'ticket.rate':
		case 'ticket.seen':
			return t(`sync.change.${change.type}`, { ticket });
		default:
			return '';
	}
}

function orgSentence(change: Of<'org'>): string {
	if (change.type === 'org.field') {
		const { body } = change;
		if (body.field === 'name') return t('sync.change.org.rename', { value: body.value });
		return body.field === 'issues'
			? t('issue.changeConnection')
			: t(`sync.change.org.${body.field}`);
	}
	if (change.type === 'org.export-alarm') return t('sync.refused.unknown');
	const { catalogue, code, value } = change.body;
	return t('sync.change.org.entry', { value: entryName(catalogue, { code, names: value.names }) });
}

function messageSentence(names: Names, change: Of<'message'>): string {
	if (change.target.startsWith('contact.')) return t('profile.changeNote');
	const place = names.place(change.target);
	switch (change.type) {
		case 'message.add':
			if (change.target.startsWith('channel.'))
				return t('sync.change.message.say', { channel: place });
			return change.body.kind === 'note'
				? t('sync.change.message.note', { ticket: place })
				: t('sync.change.message.reply', { ticket: place });
		case 'message.edit':
			return t('sync.change.message.edit', { place });
		case 'message.delivery':
			return t('sync.change.message.delivery', { place });
		case 'message.split':
			return t(
				change.body.into === null ? 'sync.change.message.unsplit' : 'sync.change.message.split',
				{ place }
			);
		case 'message.retract':
			return t(
				change.body.retracted ? 'sync.change.message.retract' : 'sync.change.message.restore',
				{
					place
				}
			);
	}
}

function channelSentence(names: Names, change: Of<'channel'>): string {
	const channel = names.channel(idOf(change));
	switch (change.type) {
		case 'channel.create': {
			if (change.body.kind === 'channel')
				return t('sync.change.channel.create', { channel: change.body.name });
			const other = change.body.members?.find((person) => person !== names.desk.me.person);
			return t('sync.change.channel.begin', { name: personName(names.desk, other ?? '') });
		}
		case 'channel.field':
			return t('sync.change.channel.change', { channel });
		case 'channel.element': {
			const name = personName(names.desk, change.body.element);
			const key = change.body.present ? 'sync.change.channel.add' : 'sync.change.channel.remove';
			return t(key, { name, channel });
		}
	}
}

type PersonBody = Extract<TypedChange, { type: 'person.field' }>['body'];

function personSentence(names: Names, change: Of<'person'>): string {
	const name = personName(names.desk, idOf(change));
	if (change.type === 'person.create')
		return t('sync.change.person.create', { name: change.body.name });
	const { body } = change;
	if (body.field === 'blocked')
		return t(body.value ? 'sync.change.person.block' : 'sync.change.person.unblock', { name });
	const field = t(`admin.person.${body.field}`);
	return t('sync.change.person.change', { field, name, value: personValue(names, body) });
}

function personValue(names: Names, body: Exclude<PersonBody, { field: 'blocked' }>): string {
	const { catalogue } = names.desk;
	switch (body.field) {
		case 'role':
			return t(`session.role.${body.value}`);
		case 'skills':
			return listed(body.value);
		case 'units':
			return listed(body.value.map((code) => codeName(catalogue, 'unit', code)));
		case 'regions':
			return listed(body.value.map((code) => codeName(catalogue, 'region', code)));
		case 'assignable':
			return t(body.value ? 'shell.yes' : 'shell.no');
		default:
			return body.value ?? t('shell.none');
	}
}

const listed = (all: readonly string[]): string => all.join(', ') || t('shell.none');

function teamSentence(names: Names, change: Of<'team'>): string {
	const team = teamName(names.desk, idOf(change));
	switch (change.type) {
		case 'team.create':
			return t('sync.change.team.create', { team: change.body.name });
		case 'team.field':
			return t('sync.change.team.change', { team });
		case 'team.element': {
			const name = personName(names.desk, change.body.element);
			return t(change.body.present ? 'sync.change.team.add' : 'sync.change.team.remove', {
				name,
				team
			});
		}
	}
}

function userSentence(names: Names, change: Of<'user'>): string {
	switch (change.type) {
		case 'user.mark':
			return t('sync.change.user.mark', { place: names.place(change.body.of) });
		case 'user.field':
			return t('sync.change.user.field');
		case 'user.dismiss':
			return t('sync.change.user.dismiss');
	}
}

/** What would be lost with a change, to be copied elsewhere: its words, and what they were for. */
export function wordsOf(names: Names, change: TypedChange): string {
	const words = typedWords(change).join('\n\n');
	const isSaid = change.type.startsWith('message.') || change.type.endsWith('.create');
	if (words !== '' && (isSaid || change.type === 'ticket.state')) return words;
	return [sentence(names, change), words].filter(Boolean).join('\n');
}
