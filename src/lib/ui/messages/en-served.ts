import { en as files } from './files/en.ts';
import { en as portal } from './portal/en.ts';
import { en as knowledge } from './knowledge/en.ts';

/** What those outside read besides the first words: the portal, and the help page. */
export const en = {
	...files,
	...portal,
	...knowledge
};
