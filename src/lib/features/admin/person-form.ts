import { TEXT_LIMITS } from '#lib/domain/changes/bodies.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import { t } from '#lib/ui/messages.svelte.ts';

/** What is typed about a person. */
export interface PersonDraft {
	readonly name: string;
	readonly userName: string;
	readonly email: string;
	readonly role: Role;
}

export function nameError(name: string): string | undefined {
	return name.trim() === '' ? t('admin.person.nameMissing') : undefined;
}

export function userNameError(userName: string): string | undefined {
	const typed = userName.trim();
	return typed.length < 2 || /\s/.test(typed) ? t('admin.person.userNameShort') : undefined;
}

/** An address is optional; whether mail arrives there only mail can tell. */
export function emailError(email: string): string | undefined {
	const typed = email.trim();
	return typed === '' || /^[^\s@]+@[^\s@]+$/.test(typed) ? undefined : t('admin.person.emailWrong');
}

/** What somebody knows, as it is typed: with commas between, each once. */
export function readSkills(typed: string): string[] {
	const skills = typed.split(/[,،]/).map((skill) => skill.trim().slice(0, TEXT_LIMITS.tag));
	return [...new Set(skills.filter((skill) => skill !== ''))].slice(0, 50);
}

/** A user name made of a name, to begin with: `Ann Lee` gives `ann.lee`. */
export function suggestedUserName(name: string): string {
	return name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '.')
		.replace(/^\.+|\.+$/g, '')
		.slice(0, 64);
}
