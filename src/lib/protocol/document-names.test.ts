import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testId, testNode } from '#lib/domain/testing.ts';
import {
	DOCUMENT_KINDS,
	documentName,
	generationName,
	outboxName,
	parseDocumentName
} from './document-names.ts';

const id = testId(2, 1);
const device = testNode(4).slice(0, 16);
const someId = fc.tuple(fc.nat(255), fc.nat(255)).map(([kind, index]) => testId(kind, index));

describe('names of documents', () => {
	it('[DN1] read back as what they name', () => {
		const kind = fc.constantFrom(...DOCUMENT_KINDS);
		fc.assert(
			fc.property(kind, someId, fc.nat(999_999_999), (of, its, generation) => {
				const ref = { kind: of, id: its };
				const current = { type: 'projection', ref, generation: null };
				expect(parseDocumentName(documentName(ref))).toEqual(current);
				expect(parseDocumentName(generationName(ref, generation))).toEqual({
					...current,
					generation
				});
			})
		);
		for (const index of [0, 1, 17, 999_999_999])
			expect(parseDocumentName(outboxName(device, index))).toEqual({
				type: 'outbox',
				device,
				index
			});
	});

	it.each([
		'',
		'.',
		'..',
		'ticket',
		'ticket.',
		`ticket.${id}.`,
		`ticket.${id}.01`,
		`ticket.${id}.-1`,
		`ticket.${id}.1.1`,
		`ticket.${id}.1e3`,
		`ticket.${id}.1000000000`,
		`ticket.${id}.1 `,
		`ticket.${id}.١`,
		` ticket.${id}`,
		`Ticket.${id}`,
		`ticket.${id.toUpperCase()}`,
		`ticket.${id}\n`,
		`ticket.${id}\u0000`,
		`ticket.../../etc/passwd`,
		`ticket.%2e%2e`,
		`ticket/${id}`,
		`tiсket.${id}`,
		`__proto__.${id}`,
		`constructor.${id}.1`,
		`outbox.${device}`,
		`outbox.${device}.`,
		`outbox.${device}.01`,
		`outbox.${id}.0`,
		`ticket.${device}`,
		'.'.repeat(10_000)
	])('[DN2] %j is none', (name) => {
		expect(parseDocumentName(name)).toBeUndefined();
	});

	it('[DN2] have one spelling each', () => {
		const near = fc
			.tuple(fc.constantFrom(...DOCUMENT_KINDS, 'outbox'), fc.string(), fc.string())
			.map(([kind, one, two]) => `${kind}.${one || id}.${two}`);
		fc.assert(
			fc.property(fc.oneof(near, fc.string()), (name) => {
				const parsed = parseDocumentName(name);
				if (parsed === undefined) return;
				if (parsed.type === 'outbox') expect(outboxName(parsed.device, parsed.index)).toBe(name);
				else if (parsed.generation === null) expect(documentName(parsed.ref)).toBe(name);
				else expect(generationName(parsed.ref, parsed.generation)).toBe(name);
			}),
			{ numRuns: 1_000 }
		);
	});
});
