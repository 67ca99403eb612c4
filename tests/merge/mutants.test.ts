import { describe, expect, it } from 'vitest';
import { cases, SEED } from './cases.ts';
import { LAWS, REAL, type Algebra } from './laws.ts';
import { MUTANTS } from './mutants.ts';

describe(`the laws catch a wrong merge (MERGE_SEED=${SEED})`, () => {
	const all = cases();
	const broken = (algebra: Algebra, rule: string) =>
		LAWS.filter((law) => law.rule === rule).some(({ holds }) =>
			all.some(({ history }) => !holds(algebra, history))
		);

	it.each(MUTANTS)('$name', ({ breaks, with: wrong }) => {
		const algebra: Algebra = { ...REAL, ...wrong };
		for (const rule of breaks) expect(broken(algebra, rule), rule).toBe(true);
	});

	it('every rule of merging has a mutant that it catches', () => {
		const caught = new Set(MUTANTS.flatMap(({ breaks }) => breaks));
		expect([...new Set(LAWS.map(({ rule }) => rule))].sort()).toEqual([...caught].sort());
	});
});
