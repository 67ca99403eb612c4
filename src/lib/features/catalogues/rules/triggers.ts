import {
	trigger,
	type Trigger,
	type TriggerName
} from '#lib/domain/automation/rule-parts.decode.ts';

/** What a trigger waits for until somebody says otherwise. */
const FRESH: { readonly [T in TriggerName]: Extract<Trigger, { on: T }>['value'] } = {
	created: 'anybody',
	message: 'customer',
	changed: 'priority',
	alert: 'late',
	idle: 24,
	overdue: 4,
	every: 60
};

/** A trigger with a value; undefined when it does not take that. */
export function triggerOf(on: TriggerName, value: unknown = FRESH[on]): Trigger | undefined {
	const decoded = trigger({ on, value });
	return decoded.ok ? decoded.value : undefined;
}
