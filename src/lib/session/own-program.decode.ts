interface Policies {
	createPolicy(
		name: string,
		rules: { readonly createScriptURL: (address: string) => string }
	): { createScriptURL(address: string): unknown };
}

const { trustedTypes } = globalThis as { readonly trustedTypes?: Policies };
/** The page takes no text for the address of a program unless a policy it names has made it so. */
const policy = trustedTypes?.createPolicy('offhook-program', { createScriptURL: besideThePage });

function besideThePage(address: string): string {
	if (new URL(address, location.href).origin === location.origin) return address;
	throw new TypeError('not a program of this app');
}

/** The address of a program of this app: no text any more, where the browser makes a difference. */
export const ownProgram = (address: string): string =>
	(policy?.createScriptURL(address) ?? address) as string;
