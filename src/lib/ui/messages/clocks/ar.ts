import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en> = {
	'service.state.running': 'ضمن الوقت',
	'service.state.paused': 'معلّق',
	'service.state.warning': 'مهدد',
	'service.state.late': 'متأخر',
	'service.state.met': 'تم الالتزام',
	'service.state.missed': 'لم يتم الالتزام',
	'service.left': 'بقي {time}',
	'service.lateBy': 'تأخر {time}'
};
