import { createOnCallEffects, onCallEffectsOf } from '../channels/whatsapp/on-call-effects.ts';
import type { OnCallRules } from '../channels/whatsapp/on-call-rules.ts';
import { OnCallWatch } from '../channels/whatsapp/on-call-watch.ts';
import type { TemplateMessage } from '../channels/whatsapp/whatsapp.ts';
import type { Commit, OrgUnit, OrgUnitOptions } from '../pipeline/org-unit.ts';
import { repeated, type RepeatedParts } from './repeated.ts';

/** The way to those who are on call, of all organisations. */
export interface OnCallLine {
	/** Undefined where an organisation has set up nothing. */
	rules(org: string): OnCallRules | undefined;
	send(org: string, message: TemplateMessage): Promise<void>;
	/** Calls whenever an organisation changes what it has set up. */
	onChange(org: string, changed: () => void): void;
}

interface Parts extends RepeatedParts {
	readonly defer: (run: () => void) => void;
	readonly onCall?: () => OnCallLine;
}

/** Tells those on call of an organisation's tickets that nobody has outside working hours. */
export function openOnCall(org: string, parts: Parts, isServed: () => boolean) {
	const { now, after, defer, report, onCall: lineOf } = parts;
	const rules = () => lineOf?.().rules(org);
	const repeating = (run: () => number | undefined) =>
		repeated({ now, after, report }, () => (isServed() ? run() : undefined));
	let watch: OnCallWatch | undefined;

	const follow: NonNullable<OrgUnitOptions['moreEffects']> = (world, touched) =>
		onCallEffectsOf(world, touched, { nowMs: now(), rules });

	return {
		/** What follows from a commit. */
		follow,
		look: (commit: Commit): void => watch?.look(commit),
		stop: (): void => watch?.stop(),
		/** Gives what sends all that is due, which wakes by itself; the rest begins with `begin`. */
		start({ world, effects }: OrgUnit): () => void {
			const line = lineOf?.();
			if (line === undefined) return () => undefined;
			const send = (message: TemplateMessage) => line.send(org, message);
			const onSettled = () => run();
			const sender = createOnCallEffects({ world, effects, now, rules, send, onSettled });
			const run = repeating(() => sender.run());
			return run;
		},
		/** Looks at all tickets, now and whenever other settings hold. */
		begin(unit: OrgUnit): void {
			const line = lineOf?.();
			if (line === undefined) return;
			const wake = repeating(() => made.run());
			const made = new OnCallWatch({ unit, now, defer, report, rules, onPlanned: wake });
			watch = made;
			line.onChange(org, () => made.look());
			made.look();
		}
	};
}
