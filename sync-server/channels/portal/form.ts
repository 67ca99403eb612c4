import type { Entry } from '#lib/domain/catalogue/catalogue.ts';
import { offeredOptions } from '#lib/domain/catalogue/custom-text.ts';
import { isCustomValue } from '#lib/domain/catalogue/custom-value.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import { isAsked } from '#lib/domain/judge/ticket-values.ts';
import type { AskRequest, PortalField, PortalFormAnswer } from '#lib/protocol/portal.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';

/** What requesters are asked for by the team that takes it, besides what it is about. */
export function portalForm(
	{ world: { directory } }: OrgUnit,
	team: TeamId | null
): PortalFormAnswer {
	const { catalogue } = directory;
	const isHere = ({ teams }: Entry<'field'>) =>
		teams.length === 0 || (team !== null && teams.includes(team));
	const types = catalogue.current('type').filter(({ portal }) => portal === true);
	const fields = catalogue
		.current('field')
		.filter((field) => field.portal === true && field.kind !== 'person' && isHere(field));
	return {
		types: types.map(({ code, names, hint }) => ({ code, names, hint })),
		fields: fields.map(({ code, names, kind, options, types: ofTypes, required }) => {
			const offered = offeredOptions(options).map((one) => ({ code: one.code, names: one.names }));
			return { code, names, kind, options: offered, types: ofTypes, required };
		})
	};
}

type Answers = Pick<AskRequest, 'type' | 'custom'>;

/** The answer at fault, as the request names it; undefined when all fit the form. */
export function faultIn(
	unit: OrgUnit,
	{ type = null, custom = {} }: Answers,
	team: TeamId | null
): string | undefined {
	const form = portalForm(unit, team);
	if (type !== null && !form.types.some(({ code }) => code === type)) return 'type';
	const { catalogue } = unit.world.directory;
	const asked = form.fields.filter(({ code }) => {
		const field = catalogue.find('field', code);
		return field !== undefined && team !== null && isAsked(field, { team, type });
	});
	const unasked = Object.keys(custom).find((code) => !asked.some((field) => field.code === code));
	if (unasked !== undefined) return `custom.${unasked}`;
	const wrong = asked.find((field) => !fits(field, custom[field.code]));
	return wrong === undefined ? undefined : `custom.${wrong.code}`;
}

function fits(field: PortalField, value: string | number | boolean | undefined): boolean {
	if (value === undefined || value === '' || value === false) return !field.required;
	if (!isCustomValue(value)) return false;
	switch (field.kind) {
		case 'text':
			return typeof value === 'string';
		case 'number':
			return typeof value === 'number';
		case 'date':
			return Number.isInteger(value);
		case 'checkbox':
			return value === true;
		case 'choice':
			return field.options.some(({ code }) => code === value);
		default:
			return false;
	}
}
