import type { Entry } from '../catalogue/catalogue.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';

export type Rule = Entry<'rule'>;

/** The rules that are switched on, in the order in which they run. */
export function rulesOf(catalogue: Catalogue): Rule[] {
	return catalogue.current('rule').filter(({ on }) => on);
}
