import { onTestFinished } from 'vitest';
import type { DefinitionOf } from '#lib/domain/catalogue/definitions.ts';
import type { Address } from '#lib/domain/changes/bodies.ts';
import { entityRef, type EntityRef, type TeamId } from '#lib/domain/ids.ts';
import { RuleEngine } from '../../sync-server/automation/rule-engine.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import { found } from '../../sync-server/pipeline/founding.ts';
import type { OrgUnit } from '../../sync-server/pipeline/org-unit.ts';
import { testOrg } from './org.ts';

export type RuleParts = Partial<DefinitionOf<'rule'>>;
/** A rule that makes urgent what anybody creates, if nothing else is said of it. */
export const rule = (parts: RuleParts): DefinitionOf<'rule'> => ({
	names: { en: 'Rule' },
	order: 0,
	archived: false,
	on: true,
	when: { on: 'created', value: 'anybody' },
	query: '',
	actions: [{ do: 'priority', value: 'urgent' }],
	stop: false,
	...parts
});

/** An organisation with an agent, whom a boss supervises, and rules to be tried in it. */
export async function aRuleDesk() {
	const world = testOrg();
	onTestFinished(world.remove);
	const { unit, device, submitAs, clock } = world;
	const maker = device('a');
	const [agent, boss] = [device(maker.newId()), device(maker.newId())];
	const team = maker.newId() as TeamId;
	await found(unit, {
		name: 'Test',
		people: [agent, boss].map(({ person: id }, index) => ({
			id,
			name: `P${index}`,
			role: index === 0 ? 'agent' : 'supervisor',
			userName: `p${index}`,
			email: null
		})),
		teams: [{ id: team, name: 'T', color: 0, members: [agent.person], supervisors: [boss.person] }]
	});
	const define = (code: string, parts: RuleParts) =>
		submitAutomation(unit, '~founding', [
			{
				type: 'org.entry',
				target: `org.${unit.org}`,
				body: { catalogue: 'rule', code, value: { ...rule(parts) } }
			}
		]);
	const engineOf = (of: OrgUnit) =>
		new RuleEngine({
			unit: of,
			now: clock.now,
			defer: (run) => setImmediate(run),
			report: (error) => {
				throw error;
			},
			onPlanned: () => undefined
		});
	/** Lets an engine look until there is nothing new any more. */
	const settle = async (engine: RuleEngine) => {
		for (let before = -1; before !== unit.rev;) {
			before = unit.rev;
			engine.look();
			for (let turn = 0; turn < 30; turn += 1) await new Promise((done) => setImmediate(done));
		}
	};
	const create = async (subject: string, asked: { readonly requester?: Address } = {}) => {
		const target = entityRef('ticket', maker.newId());
		const body = { team, subject, message: { kind: 'public', text: 'Help' }, ...asked } as const;
		await submitAs(unit, agent, agent.change('ticket.create', target, body));
		return target;
	};
	const authors = (target: EntityRef) =>
		unit.store.recentChanges(target, 100).map(({ author }) => author);
	return { ...world, agent, boss, team, define, engineOf, settle, create, authors };
}
