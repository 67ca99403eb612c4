import { ar as files } from './files/ar.ts';
import { ar as portal } from './portal/ar.ts';
import { ar as knowledge } from './knowledge/ar.ts';

export const ar = {
	...files,
	...portal,
	...knowledge
};
