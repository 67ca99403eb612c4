import { ar as shellAr } from './shell/ar.ts';
import { de as shellDe } from './shell/de.ts';
import { en as shellEn } from './shell/en.ts';
import { ar as sessionAr } from './session/ar.ts';
import { de as sessionDe } from './session/de.ts';
import { en as sessionEn } from './session/en.ts';
import { ar as ticketsAr } from './tickets/ar.ts';
import { de as ticketsDe } from './tickets/de.ts';
import { en as ticketsEn } from './tickets/en.ts';
import { ar as chatAr } from './chat/ar.ts';
import { de as chatDe } from './chat/de.ts';
import { en as chatEn } from './chat/en.ts';
import { ar as adminAr } from './admin/ar.ts';
import { de as adminDe } from './admin/de.ts';
import { en as adminEn } from './admin/en.ts';
import { ar as syncAr } from './sync/ar.ts';
import { de as syncDe } from './sync/de.ts';
import { en as syncEn } from './sync/en.ts';
import { ar as mailAr } from './mail/ar.ts';
import { de as mailDe } from './mail/de.ts';
import { en as mailEn } from './mail/en.ts';
import { ar as cataloguesAr } from './catalogues/ar.ts';
import { de as cataloguesDe } from './catalogues/de.ts';
import { en as cataloguesEn } from './catalogues/en.ts';
import { ar as entriesAr } from './entries/ar.ts';
import { de as entriesDe } from './entries/de.ts';
import { en as entriesEn } from './entries/en.ts';
import { ar as workAr } from './work/ar.ts';
import { de as workDe } from './work/de.ts';
import { en as workEn } from './work/en.ts';
import { ar as serviceAr } from './service/ar.ts';
import { de as serviceDe } from './service/de.ts';
import { en as serviceEn } from './service/en.ts';
import { ar as portalAr } from './portal/ar.ts';
import { de as portalDe } from './portal/de.ts';
import { en as portalEn } from './portal/en.ts';
import { ar as filesAr } from './files/ar.ts';
import { de as filesDe } from './files/de.ts';
import { en as filesEn } from './files/en.ts';
import { ar as errorsAr } from './errors/ar.ts';
import { de as errorsDe } from './errors/de.ts';
import { en as errorsEn } from './errors/en.ts';

export const en = {
	...shellEn,
	...sessionEn,
	...ticketsEn,
	...chatEn,
	...adminEn,
	...syncEn,
	...mailEn,
	...cataloguesEn,
	...entriesEn,
	...workEn,
	...serviceEn,
	...portalEn,
	...filesEn,
	...errorsEn
};

export const de = {
	...shellDe,
	...sessionDe,
	...ticketsDe,
	...chatDe,
	...adminDe,
	...syncDe,
	...mailDe,
	...cataloguesDe,
	...entriesDe,
	...workDe,
	...serviceDe,
	...portalDe,
	...filesDe,
	...errorsDe
};

export const ar = {
	...shellAr,
	...sessionAr,
	...ticketsAr,
	...chatAr,
	...adminAr,
	...syncAr,
	...mailAr,
	...cataloguesAr,
	...entriesAr,
	...workAr,
	...serviceAr,
	...portalAr,
	...filesAr,
	...errorsAr
};

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type CatalogueKey = keyof typeof en;
type PluralKey = CatalogueKey extends infer Key
	? Key extends `${infer B}.other`
		? B
		: never
	: never;

/** Every text of the app: plain keys, and the stems of plurals (`x` for `x.one`, `x.other`). */
export type MessageKey = PluralKey | Exclude<CatalogueKey, `${string}.${PluralForm}`>;

type EnglishOf<Key> = Key extends CatalogueKey
	? (typeof en)[Key]
	: `${Key & string}.other` extends infer Other extends CatalogueKey
		? (typeof en)[Other]
		: never;

type PlaceholderOf<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
	? Name | PlaceholderOf<Rest>
	: never;

type NameOf<Key> = PlaceholderOf<EnglishOf<Key>> | (Key extends PluralKey ? 'count' : never);

/** The arguments that `t(key, …)` needs: none, or one value for each `{name}` in the English text. */
export type MessageArgs<Key extends MessageKey> = Key extends MessageKey
	? [NameOf<Key>] extends [never]
		? []
		: [params: { readonly [Name in NameOf<Key>]: Name extends 'count' ? number : string | number }]
	: never;
