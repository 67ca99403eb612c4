import { cellValue, presentElements, type Cells } from '../crdt/cells.ts';
import type { Json } from '../json.ts';

/** What the staff knows of somebody who asks, besides what their tickets say; notes are messages. */
export interface Contact {
	readonly phone: string | null;
	readonly language: string | null;
	readonly unit: string | null;
	readonly tags: readonly string[];
}

const asText = (value: Json | undefined): string | null =>
	typeof value === 'string' ? value : null;

/** Reads what is known of somebody from their cells; nothing is known where there are none. */
export function readContact(cells: Cells): Contact {
	return {
		phone: asText(cellValue(cells, 'phone')),
		language: asText(cellValue(cells, 'language')),
		unit: asText(cellValue(cells, 'unit')),
		tags: presentElements(cells, 'tags')
	};
}
