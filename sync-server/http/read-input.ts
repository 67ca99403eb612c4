import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LANGUAGE_TAG } from '#lib/domain/catalogue/names.ts';
import { dayNumber } from '#lib/domain/metrics/period.ts';
import { HttpError } from './http-error.ts';

/** The request's body as its schema says, or a refusal that names the field at fault. */
export function readBody<T>(schema: z.ZodType<T>, request: FastifyRequest): T {
	return read(schema, request.body);
}

export function readParams<T>(schema: z.ZodType<T>, request: FastifyRequest): T {
	return read(schema, request.params);
}

export function readQuery<T>(schema: z.ZodType<T>, request: FastifyRequest): T {
	return read(schema, request.query);
}

function read<T>(schema: z.ZodType<T>, value: unknown): T {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	const field = issue?.path.map(String).join('.') ?? '';
	const reason = issue?.message ?? 'is not as it should be';
	if (field === '') throw new HttpError('invalid-input', `The request is wrong: ${reason}.`);
	throw new HttpError('invalid-input', `${field}: ${reason}.`, { field });
}

/** One line of text that a person typed: trimmed, without control characters. */
export function line(min: number, max: number) {
	return z
		.string('must be text')
		.trim()
		.min(min, min === 1 ? 'must not be empty' : `needs at least ${min} characters`)
		.max(max, `must have at most ${max} characters`)
		.regex(/^\P{Cc}*$/u, 'must be one line of text');
}

/** The tag of a language; empty where nobody says one. */
export const language = z
	.string()
	.refine((tag) => tag === '' || LANGUAGE_TAG.test(tag), 'is no language')
	.default('');

/** A password as typed. Whether it is good enough is decided where one is chosen. */
export const typedPassword = z
	.string('must be text')
	.min(1, 'must not be empty')
	.max(1000, 'must have at most 1000 characters');

/** A day such as 2026-03-14, as its number. */
export const day = z.string('must be a day').transform((text, context): number => {
	const number = dayNumber(text);
	if (number !== undefined) return number;
	context.addIssue({ code: 'custom', message: 'must be a day, such as 2026-03-14' });
	return z.NEVER;
});
