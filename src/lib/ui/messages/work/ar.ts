import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en> = {
	'work.template': 'قالب',
	'work.template.insert': 'إدراج قالب',
	'work.template.unknown': 'أكمل ما لا يُعرف هنا: {names}'
};
