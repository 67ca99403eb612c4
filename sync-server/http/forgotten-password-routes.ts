import { randomFillSync } from 'node:crypto';
import { z } from 'zod';
import { newId } from '#lib/domain/ids.ts';
import type { ForgottenAnswer, ForgottenRequest } from '#lib/protocol/rest.ts';
import { createTryCounter } from '../access/try-counter.ts';
import { postLink } from '../channels/outgoing/link-mail.ts';
import { isMailAddress } from '../channels/outgoing/letter.ts';
import type { Post } from '../channels/outgoing/post.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import { languageOf } from '../pipeline/requester-language.ts';
import type { RegisterRoutes, RouteDeps } from './app.ts';
import { language, line, readBody } from './read-input.ts';

const askBody = z.strictObject({
	name: line(1, 254),
	language
}) satisfies z.ZodType<ForgottenRequest>;

/** More than three letters in an hour are no help to whoever waits for one. */
const MOST_LETTERS = { max: 3, windowMs: 3_600_000 };

/** Whoever forgot their password asks for a link by mail. */
export function forgottenPasswordRoutes(orgs: OrgRegistry, post: Post): RegisterRoutes {
	return (app, deps) => {
		const { config, platform, reportError } = deps;
		const rateLimit = { max: config.limits.signInsPerMinute, timeWindow: 60_000 };
		const sendTo = linkSender(orgs, post, deps);

		// Of the whole server: what one organisation has set up is nobody's business outside.
		app.get(
			'/api/forgotten-password',
			{ config: { access: 'public' } },
			async (): Promise<ForgottenAnswer> => ({
				isMailed: platform.orgs.listReady().some(({ id }) => post.settings(id) !== undefined)
			})
		);

		app.post(
			'/api/forgotten-password',
			{ config: { access: 'public', rateLimit } },
			async (request, reply) => {
				const asked = readBody(askBody, request);
				// After the answer: how long it takes would tell who has an account.
				reply.raw.once('close', () => {
					try {
						sendTo(asked);
					} catch (error) {
						reportError(error, 'POST /api/forgotten-password');
					}
				});
				return reply.code(202).send({});
			}
		);
	};
}

function linkSender(orgs: OrgRegistry, post: Post, { access, platform, now }: RouteDeps) {
	const letters = createTryCounter({ ...MOST_LETTERS, now });
	return ({ name, language: asked }: z.infer<typeof askBody>): void => {
		const login = platform.logins.byIdentifier(name);
		const place = login && access.links.placeOfForgetful(login);
		if (!login || !place || post.settings(place.orgId) === undefined) return;
		const opened = orgs.get(place.orgId);
		const { world } = opened.unit;
		const person = world.directory.person(place.personId);
		if (!person?.email || person.blocked || !isMailAddress(person.email)) return;
		if (letters.take(login.id) > 0) return;
		const made = access.links.makeForgotten(login, place);
		postLink({ ...opened, post, now }, newId(randomFillSync), {
			...({ kind: 'reset', name: person.name, address: person.email } as const),
			...{ path: `/reset/${made.token}`, untilMs: made.expiresAt },
			language: languageOf(world, place.personId) || asked
		});
	};
}
