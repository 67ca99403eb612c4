import { de as files } from './files/de.ts';
import { de as portal } from './portal/de.ts';
import { de as knowledge } from './knowledge/de.ts';

export const de = {
	...files,
	...portal,
	...knowledge
};
