import { mailsOf } from '../channels/outgoing/mails-of.ts';
import { createMailEffects } from '../channels/outgoing/mail-effects.ts';
import type { Post } from '../channels/outgoing/post.ts';
import { staffNewsOf } from '../channels/outgoing/staff-news.ts';
import { createPushEffects, pushesOf } from '../channels/push/push-effects.ts';
import type { Push } from '../channels/push/push.ts';
import { createStaffPushes } from '../channels/push/staff-push.ts';
import { createOnCallEffects, onCallEffectsOf } from '../channels/whatsapp/on-call-effects.ts';
import type { OnCallLine } from '../channels/whatsapp/on-call-line.ts';
import type { TemplateMessage } from '../channels/whatsapp/whatsapp.ts';
import type { PortalStreams } from '../channels/portal/streams.ts';
import type { MoreEffects } from '../effects/follow-commit.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import { repeated, type RepeatedParts } from './repeated.ts';

interface SendingParts extends RepeatedParts {
	readonly push?: () => Push;
	readonly post?: () => Post;
	readonly onCall?: () => OnCallLine;
}

/** Tells people of an organisation what is new while they do not look: by their browsers, and by mail. */
export function openSending(
	org: string,
	{ push: pushOf, post: postOf, onCall: lineOf, now, after, report }: SendingParts,
	isServed: () => boolean
) {
	const rules = () => lineOf?.().rules(org);
	const follow: MoreEffects = (world, touched) => {
		const [push, nowMs] = [pushOf?.(), now()];
		const subscribed = (person: string) => push?.subscribed(org, person) ?? [];
		// Where no mail is sent, none may wait for the day that it is.
		const hasMail = postOf?.().settings(org) !== undefined;
		return [
			...pushesOf(world, touched, { nowMs, subscribed }),
			...staffNewsOf(world, touched, { nowMs, subscribed, hasMail }),
			...(hasMail ? mailsOf(world, touched, nowMs) : []),
			...onCallEffectsOf(world, touched, { nowMs, rules })
		];
	};
	const waking = (run: () => number | undefined) =>
		repeated({ now, after, report }, () => (isServed() ? run() : undefined));

	return {
		/** What follows from a commit. */
		follow,
		/** Gives what runs all that is due, which wakes by itself. */
		start(unit: OrgUnit, portal: PortalStreams): () => void {
			const { world, effects } = unit;
			const runs: (() => void)[] = [];
			const push = pushOf?.();
			const post = postOf?.();
			if (push !== undefined) {
				const parts = { world, effects, now, push };
				const onSettled = () => news();
				const pushes = createPushEffects({ ...parts, portal, onSettled });
				const staff = createStaffPushes({ ...parts, onSettled: () => staffNews() });
				const news = waking(() => pushes.run());
				const staffNews = waking(() => staff.run());
				runs.push(news, staffNews);
			}
			if (post !== undefined) {
				const mails = createMailEffects({ unit, post, now, onSettled: () => mail() });
				const mail = waking(() => mails.run());
				runs.push(mail);
			}
			const line = lineOf?.();
			if (line !== undefined) {
				const send = (message: TemplateMessage) => line.send(org, message);
				const own = { world, effects, now, rules, send, onSettled: () => calls() };
				const callers = createOnCallEffects(own);
				const calls = waking(() => callers.run());
				runs.push(calls);
			}
			return () => {
				for (const run of runs) run();
			};
		}
	};
}
