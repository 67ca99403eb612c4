import type { Entry } from '#lib/domain/catalogue/catalogue.ts';
import { fillTemplate, TICKET_NAMES, type Filled } from '#lib/domain/catalogue/fill.ts';
import { nameIn } from '#lib/domain/catalogue/names.ts';
import { templateNamed, templatesFor } from '#lib/domain/catalogue/templates.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import { fieldsIn } from '#lib/domain/query/custom.ts';
import type { Desk } from '#lib/session/desk.ts';
import { entryName } from '#lib/session/entry-names.ts';
import { isLocale, locale, locales } from '#lib/ui/messages.svelte.ts';
import type { PickerOption } from '#lib/ui/picker.ts';
import type { Target } from './deeds.ts';
import { ticketName } from './names.ts';
import { customWords } from './ticket/fields/custom.ts';

/** What filling in needs to know of a ticket. */
type FillTarget = Pick<Target, 'id' | 'number' | 'team' | 'subject' | 'requester' | 'custom'>;

const LANGUAGE_SIGN = '/';

/**
 * What there is to put into a ticket of this team: each template in the language of the screen
 * first, then in its other ones.
 */
export function templateOptions(desk: Desk, team: TeamId): PickerOption[] {
	const all = templatesFor(desk.catalogue, team).map((template) => {
		const usual = Object.hasOwn(template.texts, locale.code)
			? locale.code
			: (Object.keys(template.texts)[0] ?? '');
		return { template, usual };
	});
	const option = (template: Entry<'template'>, language: string): PickerOption => ({
		value: `${template.code}${LANGUAGE_SIGN}${language}`,
		label: entryName('template', template),
		detail: language === locale.code ? undefined : languageName(language)
	});
	return [
		...all.map(({ template, usual }) => option(template, usual)),
		...all.flatMap(({ template, usual }) =>
			Object.keys(template.texts)
				.filter((language) => language !== usual)
				.map((language) => option(template, language))
		)
	];
}

function languageName(code: string): string {
	return isLocale(code) ? locales[code].name : code;
}

/** The words of a chosen option, filled in for a ticket. */
export function templateWords(desk: Desk, option: string, target: FillTarget): Filled | undefined {
	const [code = '', language = ''] = option.split(LANGUAGE_SIGN);
	const words = desk.catalogue.find('template', code)?.texts[language];
	return words === undefined ? undefined : fillFor(desk, words, target, language);
}

/** Words with places in them, filled in for a ticket. */
export function fillFor(
	desk: Desk,
	words: string,
	target: FillTarget,
	language: string = locale.code
): Filled {
	return fillTemplate(words, {
		value: (name) => valueOf(desk, target, name),
		template: (name) => {
			const found = templateNamed(templatesFor(desk.catalogue, target.team), name);
			return found && nameIn(found.texts, language);
		}
	});
}

function valueOf(desk: Desk, target: FillTarget, name: string): string | undefined {
	const known = TICKET_NAMES.find((one) => one === name.toLowerCase());
	switch (known) {
		case 'number':
			return ticketName(target.id, target);
		case 'subject':
			return target.subject;
		case 'requester':
			return target.requester || undefined;
		case 'me':
			return desk.me.name;
		case 'team':
			return desk.teams.get(target.team)?.name;
		case 'organisation':
			return desk.orgName;
		default:
			return customValueOf(desk, target, name);
	}
}

/** The value of a field that the organisation defined, by any of its names. */
function customValueOf(desk: Desk, { custom }: FillTarget, name: string): string | undefined {
	const field = fieldsIn(desk.catalogue)(name);
	const value = field && custom[field.code];
	return field === undefined || value === undefined ? undefined : customWords(desk, field, value);
}
