import { randomFillSync } from 'node:crypto';
import { newId } from '#lib/domain/ids.ts';
import type { OutgoingMailAnswer, TestMailAnswer } from '#lib/protocol/outgoing-mail.ts';
import { failedLetters } from '../channels/outgoing/failed-letters.ts';
import { isMailAddress } from '../channels/outgoing/letter.ts';
import { testLetter } from '../channels/outgoing/link-letters.ts';
import { messageIdOf } from '../channels/outgoing/message-ids.ts';
import type { Post } from '../channels/outgoing/post.ts';
import { mailLanguage, wordsIn } from '../channels/outgoing/words.ts';
import { MAIL_KINDS } from '../effects/effect.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import { languageOf } from '../pipeline/requester-language.ts';
import type { RegisterRoutes } from './app.ts';
import { HttpError } from './http-error.ts';
import { callerOf } from './route-access.ts';

const config = { access: 'org.manage' } as const;

/** How mail goes out, for administrators. */
export function outgoingMailRoutes(orgs: OrgRegistry, post: Post): RegisterRoutes {
	return (app) => {
		app.get('/api/outgoing-mail', { config }, async (request): Promise<OutgoingMailAnswer> => {
			const { unit } = orgs.get(callerOf(request).session.orgId);
			return {
				waiting: unit.effects.countOf(MAIL_KINDS),
				failed: unit.effects.countOf(MAIL_KINDS, 'dead'),
				letters: failedLetters(unit)
			};
		});
		app.post(
			'/api/outgoing-mail/test',
			{ config: { ...config, rateLimit: { max: 10, timeWindow: 60_000 } } },
			async (request): Promise<TestMailAnswer> => {
				const { orgId, personId } = callerOf(request).session;
				const settings = post.settings(orgId);
				const { world } = orgs.get(orgId).unit;
				const { name = '', email } = world.directory.person(personId) ?? {};
				const to = email ?? '';
				if (settings === undefined) throw new HttpError('not-found');
				if (!isMailAddress(to)) return { to: '', trouble: null };
				const known = languageOf(world, personId);
				const language = mailLanguage(known, settings.language);
				const letter = testLetter(
					{ name, address: to },
					{
						id: messageIdOf('test', newId(randomFillSync), settings.from),
						...{ words: await wordsIn(language), language, org: post.orgName(orgId) }
					}
				);
				return { to, trouble: (await post.trySending(orgId, letter)) ?? null };
			}
		);
	};
}
