import { foldText } from '../fold-text.ts';
import type { Catalogue } from './catalogue.ts';
import { nameIn, type Names } from './names.ts';

/**
 * The tag that somebody means by what they wrote: one that is defined, by any of its names, else the
 * words themselves. Tags need not be defined; those that are have names in several languages.
 */
export function meantTag(catalogue: Catalogue, written: string): string {
	const wanted = foldText(written.trim());
	const defined = catalogue
		.current('tag')
		.find(({ code, names }) =>
			[code, ...Object.values(names)].some((name) => foldText(name) === wanted)
		);
	return defined?.code ?? written.trim();
}

/** The code of a new tag, which is its name where that can be: tickets that bear it already are meant. */
export function tagCode(catalogue: Catalogue, names: Names): string | undefined {
	const words = foldText(nameIn(names, 'en')).split(/[^a-z0-9]+/);
	const code = words.filter(Boolean).join('-').slice(0, 40);
	return code === '' || catalogue.find('tag', code) !== undefined ? undefined : code;
}
