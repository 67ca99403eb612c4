import { keepText, type Writer } from '#lib/session/kept-text.ts';

const PARTS = ['subject', 'text', 'form'] as const;

/** Where on this device a part of what was not taken stands while it is being mended. */
export const mendedPlace = (change: string, part: (typeof PARTS)[number]): string =>
	`portal.change.${change}.${part}`;

/** It is sent again, or thrown away. */
export function forgetMended(writer: Writer, change: string): void {
	for (const part of PARTS) keepText(writer, mendedPlace(change, part), '');
}
