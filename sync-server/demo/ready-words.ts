import type { DefinitionOf } from '#lib/domain/catalogue/definitions.ts';
import type { Json } from '#lib/domain/json.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import { FOUNDER } from '../pipeline/founding.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';

const common = (order: number, en: string, de: string, ar: string) => ({
	names: { en, de, ar },
	order,
	archived: false
});

const TAGS: Readonly<Record<string, DefinitionOf<'tag'>>> = {
	printer: common(1, 'Printer', 'Drucker', 'طابعة'),
	password: common(2, 'Password', 'Passwort', 'كلمة المرور'),
	invoice: common(3, 'Invoice', 'Rechnung', 'فاتورة'),
	refund: common(4, 'Refund', 'Erstattung', 'استرداد'),
	restaurant: common(5, 'Restaurant', 'Gaststätte', 'مطعم')
};

const TEMPLATES: Readonly<Record<string, DefinitionOf<'template'>>> = {
	regards: {
		...common(1, 'Regards', 'Grußformel', 'تحية ختامية'),
		team: null,
		texts: {
			en: 'Kind regards\n{{me}}',
			de: 'Mit freundlichen Grüßen\n{{me}}',
			ar: 'مع أطيب التحيات\n{{me}}'
		}
	},
	details: {
		...common(2, 'Details needed', 'Angaben fehlen', 'نحتاج إلى تفاصيل'),
		team: null,
		texts: {
			en: 'Hello {{requester}},\n\nsince when has this happened, and what stands on the screen?\n\n{{> regards}}',
			de: 'Guten Tag {{requester}},\n\nseit wann tritt das auf, und was steht auf dem Bildschirm?\n\n{{> regards}}',
			ar: 'مرحبًا {{requester}}،\n\nمنذ متى يحدث هذا، وماذا يظهر على الشاشة؟\n\n{{> regards}}'
		}
	}
};

const MACROS: Readonly<Record<string, DefinitionOf<'macro'>>> = {
	nudge: {
		...common(1, 'Wait, and look again', 'Warten und wieder ansehen', 'الانتظار ثم المراجعة'),
		team: null,
		steps: [
			{ set: 'assignee', value: 'me' },
			{ set: 'status', value: { code: 'waiting', words: null } },
			{ set: 'followUp', value: { kind: 'remind', minutes: 2 * 24 * 60, words: '', who: 'me' } }
		]
	}
};

const ENTRIES = { tag: TAGS, template: TEMPLATES, macro: MACROS } as const;

const toJson = (value: DefinitionOf<keyof typeof ENTRIES>): Json => ({ ...value });

/** What the demo's people write and do often: tags in their languages, templates and a macro. */
export async function readyDemo(unit: OrgUnit): Promise<void> {
	const changes = Object.entries(ENTRIES).flatMap(([catalogue, entries]) =>
		Object.entries(entries).map(([code, entry]) => {
			const body = { catalogue, code, value: toJson(entry) };
			return { type: 'org.entry' as const, target: `org.${unit.org}` as const, body };
		})
	);
	const settled = await submitAutomation(unit, FOUNDER, changes);
	const refusal = settled.find(({ verdict }) => !verdict.ok);
	if (refusal !== undefined)
		throw new Error(`a demo entry was refused: ${JSON.stringify(refusal.verdict)}`);
}
