import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'service.state.running': 'Im Plan',
	'service.state.paused': 'Ruht',
	'service.state.warning': 'Gefährdet',
	'service.state.late': 'Verspätet',
	'service.state.met': 'Eingehalten',
	'service.state.missed': 'Verfehlt',
	'service.left': 'noch {time}',
	'service.lateBy': '{time} zu spät'
};
