/** A broken promise of our own code; never the answer to bad input. */
export class AssertionError extends Error {
	override name = 'AssertionError';
}

/** Ends a `switch` over a union: does not compile while a member is unhandled. */
export function unreachable(value: never): never {
	throw new AssertionError(`unreachable: ${JSON.stringify(value)}`);
}

/** The value itself, or an `AssertionError` that names the broken invariant when it is missing. */
export function must<T>(value: T | undefined | null, invariant: string): T {
	if (value === undefined || value === null) throw new AssertionError(invariant);
	return value;
}

/** The value as what `is` knows it to be, or an `AssertionError` when it is not. */
export function mustBe<T>(
	value: unknown,
	is: (value: unknown) => value is T,
	invariant: string
): T {
	if (!is(value)) throw new AssertionError(invariant);
	return value;
}
