import { z } from 'zod';
import { LEAST_MINUTES } from '#lib/domain/on-call/next-call.ts';
import { readOnCallLine } from '../channels/whatsapp/on-call-rules.ts';
import { line } from '../http/read-input.ts';
import type { KindRules } from './kinds.ts';

const MOST_LINES = 200;

const apiBase = line(1, 300).refine(
	(text) =>
		URL.canParse(text) && /^(https:|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/])/.test(text),
	'must begin with https://'
);

export const whatsapp: KindRules<'whatsapp'> = {
	settings: z.strictObject({
		apiBase,
		phoneNumberId: line(1, 40).regex(/^\d+$/, 'must be the id of a number, not the number'),
		template: line(1, 512).regex(/^[a-z0-9_]+$/, 'must be the name of a template'),
		language: line(2, 12).regex(/^[a-z]{2,3}(_[A-Za-z]{2,4})?$/, 'must be like en or en_US'),
		everyMinutes: z
			.int('must be a whole number')
			.min(LEAST_MINUTES, `must be ${LEAST_MINUTES} or more`)
			.max(1440, 'must be 1440 or less'),
		priorities: z.array(line(1, 40)).max(50),
		onCall: z
			.array(
				line(1, 1000).refine(
					(text) => readOnCallLine(text) !== undefined,
					'must be like Hardware: +491701234567'
				)
			)
			.min(1, 'needs at least one line')
			.max(MOST_LINES)
	}),
	secrets: z.object({ accessToken: z.string().optional() }),
	toldTo: ({ apiBase: base }) => new URL(base).origin
};
