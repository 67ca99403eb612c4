import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en> = {
	'together.goesOut.one': 'يُرسَل ردّك بعد ثانية واحدة',
	'together.goesOut.other': 'يُرسَل ردّك بعد {count} من الثواني',
	'together.reply': 'رد يُكتب معًا',
	'together.line.begun': 'بدأ {name} ردًّا للكتابة معًا',
	'together.line.discarded': 'تخلّص {name} من الرد المشترك',
	'together.undone': 'لم يُرسَل ردّك، وعاد مسودة.'
};
