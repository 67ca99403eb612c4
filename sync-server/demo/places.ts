import type { DefinitionOf } from '#lib/domain/catalogue/definitions.ts';
import type { Json } from '#lib/domain/json.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import { FOUNDER } from '../pipeline/founding.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import type { Cast } from './cast.ts';
import type { DemoTeam } from './language.ts';

const common = { archived: false };

const REGIONS: Readonly<Record<string, DefinitionOf<'region'>>> = {
	north: { ...common, names: { en: 'North', de: 'Nord', ar: 'الشمال' }, order: 1 },
	south: { ...common, names: { en: 'South', de: 'Süd', ar: 'الجنوب' }, order: 2 }
};

/** Each with its team; the networks are those that documentation is written with. */
const UNITS: Readonly<Record<string, DefinitionOf<'unit'> & { readonly team: DemoTeam }>> = {
	headquarters: {
		...common,
		calendar: null,
		names: { en: 'Headquarters', de: 'Zentrale', ar: 'المقر الرئيس' },
		order: 1,
		region: 'north',
		networks: ['192.0.2.0/24'],
		team: 'desk'
	},
	finance: {
		...common,
		calendar: null,
		names: { en: 'Finance', de: 'Finanzen', ar: 'المالية' },
		order: 2,
		region: 'north',
		networks: [],
		team: 'billing'
	},
	plant: {
		...common,
		calendar: 'service-hours',
		names: { en: 'Southern plant', de: 'Werk Süd', ar: 'مصنع الجنوب' },
		order: 3,
		region: 'south',
		networks: ['198.51.100.0/24', '2001:db8:2::/48'],
		team: 'network'
	}
};

/** Whose teams are those of a unit or a region anyway, so that what is given takes and adds nothing. */
const GIVEN = [
	{ userName: 'samira', field: 'regions', value: ['north'] },
	{ userName: 'freya', field: 'units', value: ['plant'] }
] as const;

/** Where the demo organisation is: two regions, and three units with a team each. */
export async function placeDemo(unit: OrgUnit, cast: Cast): Promise<void> {
	const entry = (catalogue: string, code: string, value: Json) => ({
		type: 'org.entry' as const,
		target: `org.${unit.org}` as const,
		body: { catalogue, code, value }
	});
	const settled = await submitAutomation(unit, FOUNDER, [
		...Object.entries(REGIONS).map(([code, region]) => entry('region', code, { ...region })),
		...Object.entries(UNITS).map(([code, { team, ...value }]) =>
			entry('unit', code, {
				...value,
				networks: [...value.networks],
				portalTeam: value.networks.length > 0 ? cast.team(team) : null
			})
		),
		...Object.entries(UNITS).map(([code, { team }]) => ({
			type: 'team.field' as const,
			target: `team.${cast.team(team)}` as const,
			body: { field: 'unit', value: code }
		})),
		...GIVEN.map(({ userName, field, value }) => ({
			type: 'person.field' as const,
			target: `person.${cast.id(userName)}` as const,
			body: { field, value: [...value] }
		}))
	]);
	const refusal = settled.find(({ verdict }) => !verdict.ok);
	if (refusal !== undefined)
		throw new Error(`a demo place was refused: ${JSON.stringify(refusal.verdict)}`);
}
