import { randomFillSync } from 'node:crypto';
import { z } from 'zod';
import { isId, newId } from '#lib/domain/ids.ts';
import type { MailedLinkAnswer } from '#lib/protocol/rest.ts';
import { postLink } from '../channels/outgoing/link-mail.ts';
import type { Post } from '../channels/outgoing/post.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import { languageOf } from '../pipeline/requester-language.ts';
import type { RegisterRoutes } from './app.ts';
import { HttpError } from './http-error.ts';
import { readParams } from './read-input.ts';
import { callerOf } from './route-access.ts';

const params = z.strictObject({ personId: z.string().refine(isId, 'is not an id') });

/** A one-time link that goes to its person by mail and is shown to nobody. */
export function linkMailRoutes(orgs: OrgRegistry, post: Post): RegisterRoutes {
	return (app, { now }) => {
		const config = { access: 'people.manage' } as const;
		app.post(
			'/api/people/:personId/mail-link',
			{ config },
			async (request): Promise<MailedLinkAnswer> => {
				const { login, session } = callerOf(request);
				const { personId } = readParams(params, request);
				const opened = orgs.get(session.orgId);
				const person = opened.unit.world.directory.person(personId);
				if (!person?.email || post.settings(session.orgId) === undefined)
					throw new HttpError('not-found');
				const made = post.links.make(login, session.orgId, personId);
				if (!made.ok) throw new HttpError(made.code);
				const link = {
					...({ kind: 'reset', name: person.name, address: person.email } as const),
					...{ path: `/reset/${made.token}`, untilMs: made.expiresAt },
					language: languageOf(opened.unit.world, personId)
				};
				const key = newId(randomFillSync);
				if (!postLink({ ...opened, post, now }, key, link)) throw new HttpError('not-found');
				return { to: person.email, expiresAt: made.expiresAt };
			}
		);
	};
}
