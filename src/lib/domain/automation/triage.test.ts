import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { triage } from './triage.ts';

const entries = [
	{
		code: 'incident',
		keywords: [
			{ words: 'printer', weight: 40 },
			{ words: 'paper jam', weight: 60 },
			{ words: 'ERR-#', weight: 90 }
		]
	},
	{ code: 'access', keywords: [{ words: 'password', weight: 60 }] },
	{ code: 'plain' }
];

describe('what a text is about', () => {
	it('[AU15] is what its words speak for most, and the surer the more of them it has', () => {
		expect(triage('My PRINTER is slow', entries)).toEqual({ code: 'incident', sure: 40 });
		expect(triage('Printer: paper-jam again', entries)).toEqual({ code: 'incident', sure: 76 });
		expect(triage('It says err 1042', entries)).toEqual({ code: 'incident', sure: 90 });
		expect(triage('The printer forgot my password', entries)).toEqual({ code: 'access', sure: 60 });
	});

	it('[AU15] is nothing where no word is found, or two things are as likely', () => {
		expect(triage('Fingerprinters and paper jams', entries)).toBeUndefined();
		expect(triage('paper jam, password', entries)).toBeUndefined();
	});

	it('[AU15] does not depend on the order of entries or keywords', () => {
		const words = fc.subarray(['printer', 'paper jam', 'password', 'hello']);
		fc.assert(
			fc.property(words, (said) => {
				const turned = entries
					.toReversed()
					.map(({ keywords = [], ...entry }) => ({ ...entry, keywords: keywords.toReversed() }));
				expect(triage(said.join(', '), turned)).toEqual(triage(said.join(', '), entries));
			})
		);
	});
});
