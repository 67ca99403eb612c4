import { en } from './en.ts';

// Each language is two files, so that a device loads the one it shows, and the first screens first.
export { ar } from './ar.ts';
export { de } from './de.ts';
export { en };

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

type ParamsOf<Name extends string> = {
	readonly [One in Name]: One extends 'count' ? number : string | number;
};

// A table, and parameters by their names alone: the compiler compares what few keys have in common,
// not each of thousands with each, which took it minutes.
type ArgsByKey = {
	readonly [Key in MessageKey]: [NameOf<Key>] extends [never]
		? []
		: [params: ParamsOf<NameOf<Key>>];
};

/** The arguments that `t(key, …)` needs: none, or one value for each `{name}` in the English text. */
export type MessageArgs<Key extends MessageKey> = ArgsByKey[Key];
