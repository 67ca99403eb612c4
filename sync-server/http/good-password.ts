import { passwordProblem, passwordProblemText } from '../access/passwords.ts';
import { HttpError } from './http-error.ts';

/** Refuses a new password that is too easy, with the reason and the field it was typed into. */
export function assertGoodPassword(
	password: string,
	owner: { readonly userName: string; readonly email: string | null },
	field: string
): void {
	const problem = passwordProblem(password, [owner.userName, owner.email]);
	if (problem !== null) throw new HttpError(problem, passwordProblemText[problem], { field });
}
