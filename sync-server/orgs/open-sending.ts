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

/** What is to be told to people because of a commit. */
function followedBy(
	org: string,
	{ push: pushOf, post: postOf, onCall: lineOf, now }: SendingParts
): MoreEffects {
	const rules = () => lineOf?.().rules(org);
	return (world, touched) => {
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
}

/** Tells people of an organisation what is new while they do not look: by their browsers, and by mail. */
export function openSending(org: string, sending: SendingParts, isServed: () => boolean) {
	const { push: pushOf, post: postOf, onCall: lineOf, now } = sending;
	/** Effects of some kinds, run while they are due; each that is settled may free the next. */
	const woken = (open: (onSettled: () => void) => { run: () => number | undefined }) => {
		const effects = open(() => wake());
		const wake = repeated(sending, () => (isServed() ? effects.run() : undefined));
		return wake;
	};

	return {
		/** What follows from a commit. */
		follow: followedBy(org, sending),
		/** Gives what runs all that is due, which wakes by itself. */
		start(unit: OrgUnit, portal: PortalStreams): () => void {
			const [push, post, line] = [pushOf?.(), postOf?.(), lineOf?.()];
			const parts = { world: unit.world, effects: unit.effects, now };
			const runs: (() => void)[] = [];
			if (push !== undefined)
				runs.push(
					woken((onSettled) => createPushEffects({ ...parts, push, portal, onSettled })),
					woken((onSettled) => createStaffPushes({ ...parts, push, onSettled }))
				);
			if (post !== undefined)
				runs.push(woken((onSettled) => createMailEffects({ unit, post, now, onSettled })));
			if (line !== undefined) {
				const send = (message: TemplateMessage) => line.send(org, message);
				const calling = { unit, now, send, rules: () => line.rules(org) };
				runs.push(woken((onSettled) => createOnCallEffects({ ...calling, onSettled })));
			}
			return () => {
				for (const run of runs) run();
			};
		}
	};
}
