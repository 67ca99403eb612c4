import { addressParser, type Email } from 'postal-mime';

/** What a server on the way has written down about a message, as it stands in its header. */
export interface ReceiverNote {
	readonly key: string;
	readonly value: string;
}

export const RESULTS = 'authentication-results';
export const RECEIVED = 'received';
/** Fields that are written where mail is received. Anybody can write them, too. */
const KEYS = [RESULTS, RECEIVED, 'x-mailgun-spf', 'x-mailgun-dkim-check-result'];
const MOST_NOTES = 60;
const LONGEST_NOTE = 8_000;

/** The notes of a message, the newest first: each server writes above what it got. */
export function receiverNotesOf({ headers }: Email): ReceiverNote[] {
	return headers
		.filter(({ key }) => KEYS.includes(key))
		.slice(0, MOST_NOTES)
		.map(({ key, value }) => ({ key, value: value.slice(0, LONGEST_NOTE) }));
}

/** Whether `From` is there once and names one author: of others nobody knows who was checked. */
export function hasOneAuthor({ headers }: Email): boolean {
	const [field, ...others] = headers.filter(({ key }) => key === 'from');
	if (field === undefined || others.length > 0) return false;
	const [author, ...more] = addressParser(field.value);
	return author !== undefined && author.group === undefined && more.length === 0;
}
