import { z } from 'zod';
import { json } from './failure.ts';
import { ErpTrouble } from './trouble.ts';

/** What ERPNext says comes from outside: it is read once here, and what is not understood is refused. */
const text = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((value) => String(value ?? '').slice(0, 200) || null);

const issue = z.object({
	name: z.string().min(1).max(140),
	status: text,
	priority: text,
	subject: text,
	customer: text,
	modified: text
});
export type ErpIssue = z.infer<typeof issue>;

const customer = z.object({
	customer_name: text,
	customer_group: text,
	territory: text,
	mobile_no: text,
	email_id: text
});
export type ErpCustomer = z.infer<typeof customer>;

const contact = z.object({
	name: z.string(),
	links: z.array(z.object({ link_doctype: text, link_name: text })).default([])
});
export type ErpContact = z.infer<typeof contact>;

const inData = <T>(shape: z.ZodType<T>) => z.object({ data: shape });
const SHAPES = {
	issue: inData(issue),
	issues: inData(z.array(issue)),
	customer: inData(customer),
	contact: inData(contact),
	names: inData(z.array(z.object({ name: z.string() }))),
	user: z.object({ message: z.string() }).transform(({ message }) => ({ data: message }))
} as const;
type Shapes = typeof SHAPES;

/** Reads an answer as what it must be. */
export function readAnswer<Name extends keyof Shapes>(
	name: Name,
	body: string
): z.infer<Shapes[Name]>['data'] {
	const parsed = SHAPES[name].safeParse(json(body));
	if (!parsed.success) throw new ErpTrouble('answer', `not understood: ${name}`);
	return parsed.data.data;
}
