import type { Config } from 'dompurify';

type Policy = NonNullable<Config['TRUSTED_TYPES_POLICY']>;
interface Policies {
	createPolicy(
		name: string,
		rules: { readonly [Kind in 'createHTML' | 'createScriptURL']: (text: string) => string }
	): Policy;
}

const { trustedTypes } = globalThis as { readonly trustedTypes?: Policies };
/** The page takes no text for a page unless a policy it names has made it so. */
const policy = trustedTypes?.createPolicy('offhook-purified', {
	createHTML: (html) => html,
	createScriptURL: () => {
		throw new TypeError('strangers bring no programs');
	}
});

/** How the purifier may look at what strangers wrote, in a browser that makes a difference. */
export const purifying: Pick<Config, 'TRUSTED_TYPES_POLICY'> =
	policy === undefined ? {} : { TRUSTED_TYPES_POLICY: policy };

/** A purified page as its frame takes it: no text any more in such a browser. */
export const purifiedPage = (html: string): string =>
	(policy?.createHTML(html) ?? html) as unknown as string;
