/** Plural forms a language may have beyond the `one` and `other` that English has. */
type ExtraForm = 'zero' | 'two' | 'few' | 'many';

type PluralBase<Key> = Key extends `${infer Base}.other` ? Base : never;

/**
 * What a translation of an English catalogue must hold: every key, and for every plural
 * (`x.one`, `x.other`) any further forms its language needs.
 */
export type Translation<English> = { readonly [Key in keyof English]: string } & {
	readonly [Key in `${PluralBase<keyof English>}.${ExtraForm}`]?: string;
};
