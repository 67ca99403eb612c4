import { code } from './code.ts';
import { customSetting } from './custom-value.ts';
import { plannedFollowUp } from './planned-follow-up.ts';
import { object } from '../object.decode.ts';
import { bad, json, nullable, oneOf, text, type DecodedBy, type Decoder } from '../schema.ts';

/** Longest words of a step, in UTF-16 units. */
export const STEP_LENGTH = 4_000;

const tag = text(1, 60);
const words = text(1, STEP_LENGTH);

/** What each step of a macro needs to be told. */
const STEPS = {
	/** With the words that the status asks for. */
	status: object({ code, words: nullable(words) }),
	priority: code,
	type: nullable(code),
	category: nullable(text(1, 80)),
	/** Whoever uses the macro, or nobody. */
	assignee: oneOf(['me', 'none']),
	addTag: tag,
	removeTag: tag,
	custom: customSetting,
	note: words,
	reply: words,
	/** Reminds whoever uses the macro, or whoever has the ticket then. */
	followUp: plannedFollowUp(oneOf(['me', 'assignee']))
} as const satisfies Record<string, Decoder<unknown>>;

export type StepName = keyof typeof STEPS;
/** The names of all steps. */
export const STEP_NAMES = Object.keys(STEPS).filter((key): key is StepName => key in STEPS);

/** One thing that a macro does to a ticket. */
export type Step = {
	[S in StepName]: { readonly set: S; readonly value: DecodedBy<(typeof STEPS)[S]> };
}[StepName];

const pair = object({ set: oneOf(STEP_NAMES), value: json(3, 2 * STEP_LENGTH) });

/** `{set, value}` where the value is what that step takes. */
export const step: Decoder<Step> = (value) => {
	const decoded = pair(value);
	if (!decoded.ok) return decoded;
	const inner = STEPS[decoded.value.set](decoded.value.value);
	if (!inner.ok) return bad(inner.problem, inner.path ? `value.${inner.path}` : 'value');
	return { ok: true, value: decoded.value as Step };
};
