import type { Entry } from '../catalogue/catalogue.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';

/** A rule of the administrators, with the code it is known by. */
export type Rule = Entry<'rule'>;

/** Whether a rule waits for its time, and not for something to happen. */
export function isTimed({ when }: Pick<Rule, 'when'>): boolean {
	return when.on === 'idle' || when.on === 'overdue' || when.on === 'every';
}

/** The rules that are switched on, in the order in which they run. */
export function rulesOf(catalogue: Catalogue): Rule[] {
	return catalogue.current('rule').filter(({ on }) => on);
}
