/** What a run may meet, by how likely a step is to bring it; the rest of the steps are acts. */
const CHANCES = {
	partition: 0.05,
	'half-open': 0.03,
	'late-bytes': 0.03,
	loss: 0.03,
	reorder: 0.03,
	duplicate: 0.03,
	join: 0.12,
	crash: 0.02,
	'crash-at-commit': 0.04,
	backup: 0.03,
	restore: 0.02,
	'tab-death': 0.03,
	'second-tab': 0.03,
	'clock-jump': 0.03,
	quota: 0.02,
	'hanging-disk': 0.02,
	'disk-cut': 0.03,
	rot: 0.01,
	revoke: 0.01,
	'previous-version': 0.015,
	compare: 0.03
} as const;

/** Of a whole run, not of a step: the server's files are copied at every commit and opened. */
const OF_RUN = ['crash-images'] as const;

export type StepKind = keyof typeof CHANCES | 'act';
export type Kind = StepKind | (typeof OF_RUN)[number];

export const KINDS: readonly Kind[] = [
	'act',
	...(Object.keys(CHANCES) as (keyof typeof CHANCES)[]),
	...OF_RUN
];

/** How often each kind happened. */
export type Coverage = Record<Kind, number>;

export const noCoverage = (): Coverage =>
	Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Coverage;

/** What the next step brings; `roll` is from 0 to below 1. */
export function kindAt(roll: number): StepKind {
	let below = 0;
	for (const [kind, chance] of Object.entries(CHANCES)) {
		below += chance;
		if (roll < below) return kind as StepKind;
	}
	return 'act';
}
