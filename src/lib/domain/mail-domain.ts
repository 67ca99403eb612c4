/** At most so many domains may sign up. */
export const SIGN_UP_DOMAINS = 50;

const DOMAIN =
	/^(?=.{4,100}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/;

/** Whether a text is the part of a mail address behind the `@`, in small letters. */
export function isMailDomain(value: unknown): value is string {
	return typeof value === 'string' && DOMAIN.test(value);
}

/** The domain of a mail address; undefined for a text that is none. */
export function mailDomain(address: string): string | undefined {
	const [, name, domain] = /^([^\s@]{1,64})@([^\s@]+)$/.exec(address) ?? [];
	const small = domain?.toLowerCase();
	return name !== undefined && isMailDomain(small) ? small : undefined;
}
