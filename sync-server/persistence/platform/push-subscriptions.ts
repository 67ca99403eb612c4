import type { Database } from '../sqlite.ts';

/** A browser that may be told of news while nobody looks: one for each session. */
export interface PushSubscription {
	readonly id: string;
	/** The public id of the session that it goes with. */
	readonly sessionId: string;
	readonly orgId: string;
	readonly personId: string;
	readonly endpoint: string;
	readonly p256dh: string;
	readonly auth: string;
	/** What is said there, in the language of the browser. */
	readonly words: string;
	/** Of this server, as that browser knows it. */
	readonly origin: string;
	readonly createdAt: number;
}

const COLUMNS = `id, session_id as sessionId, org_id as orgId, person_id as personId, endpoint, p256dh,
	auth, words, origin, created_at as createdAt`;

export type PushSubscriptions = ReturnType<typeof preparePushSubscriptions>;

export function preparePushSubscriptions(database: Database) {
	const statements = {
		put: database.prepare<[PushSubscription]>(
			`insert into push_subscriptions
				(id, session_id, org_id, person_id, endpoint, p256dh, auth, words, origin, created_at)
			 values (@id, @sessionId, @orgId, @personId, @endpoint, @p256dh, @auth, @words, @origin,
				@createdAt)
			 on conflict (session_id) do update set endpoint = excluded.endpoint,
				p256dh = excluded.p256dh, auth = excluded.auth, words = excluded.words,
				origin = excluded.origin`
		),
		byId: database.prepare<[string], PushSubscription>(
			`select ${COLUMNS} from push_subscriptions where id = ?`
		),
		ofPerson: database.prepare<[string, string], PushSubscription>(
			`select ${COLUMNS} from push_subscriptions where org_id = ? and person_id = ?
			 order by created_at desc limit 20`
		),
		remove: database.prepare<[string]>('delete from push_subscriptions where id = ?'),
		removeOfSession: database.prepare<[string]>(
			'delete from push_subscriptions where session_id = ?'
		)
	};
	return {
		/** Keeps one; it takes the place of what the session had before. */
		put: (subscription: PushSubscription): void => void statements.put.run(subscription),
		byId: (id: string): PushSubscription | undefined => statements.byId.get(id),
		/** Those of a person, the newest ones. */
		ofPerson: (org: string, person: string): PushSubscription[] =>
			statements.ofPerson.all(org, person),
		remove: (id: string): void => void statements.remove.run(id),
		removeOfSession: (session: string): void => void statements.removeOfSession.run(session)
	};
}
