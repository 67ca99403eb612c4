import type { Database } from '../sqlite.ts';

/** Whose ticket each is: of a contact, as `contactOfTicket` finds it. */
export const CONTACT_SCHEMA = `
CREATE TABLE contact_tickets (target TEXT PRIMARY KEY, contact TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX contact_tickets_contact ON contact_tickets (contact);
`;

/** The SQL of whose each ticket is. */
export function contactRows(database: Database) {
	const put = database.prepare<[string, string]>(
		`INSERT INTO contact_tickets (target, contact) VALUES (?, ?)
		ON CONFLICT DO UPDATE SET contact = excluded.contact`
	);
	const drop = database.prepare<[string]>('DELETE FROM contact_tickets WHERE target = ?');
	const of = database
		.prepare<[string], string>('SELECT target FROM contact_tickets WHERE contact = ?')
		.pluck();
	const clear = database.prepare('DELETE FROM contact_tickets');
	return {
		/** Says whose a ticket is; null: of nobody who is known. */
		setContact: (target: string, contact: string | null) =>
			contact === null ? drop.run(target) : put.run(target, contact),
		/** The tickets of a contact. */
		ticketsOf: (contact: string): string[] => of.all(contact),
		clearContacts: () => clear.run()
	};
}
