import { FLOW_MS } from '../access/outside/flows.ts';

const NAME = 'offhook_sign_in';
const PATH = '/api/sign-in/provider';
const TOKEN = new RegExp(String.raw`(?:^|;\s*)${NAME}=([\w-]{43})(?=;|$)`, 'g');

/**
 * Ties a sign-in at a provider to the browser that began it. Lax, because it must be there when the
 * provider leads back; a blank token takes it away.
 */
export function flowCookie(token: string, isSecure: boolean): string {
	const age = token === '' ? 0 : FLOW_MS / 1000;
	const secure = isSecure ? '; Secure' : '';
	return `${NAME}=${token}; Path=${PATH}; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`;
}

/** One token only: a second was put there by somebody else. */
export function flowTokenOf(header: string | undefined): string | undefined {
	const found = [...(header ?? '').slice(0, 8192).matchAll(TOKEN)];
	return found.length === 1 ? found[0]?.[1] : undefined;
}
