import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en> = {
	'onCall.line.zero': 'لا أحد يتولاها خارج ساعات العمل: يُبلَّغ المناوبون عبر WhatsApp',
	'onCall.line.one': 'لا أحد يتولاها خارج ساعات العمل: يُبلَّغ مناوب واحد عبر WhatsApp',
	'onCall.line.two': 'لا أحد يتولاها خارج ساعات العمل: يُبلَّغ مناوبان عبر WhatsApp',
	'onCall.line.few': 'لا أحد يتولاها خارج ساعات العمل: يُبلَّغ {count} مناوبين عبر WhatsApp',
	'onCall.line.many': 'لا أحد يتولاها خارج ساعات العمل: يُبلَّغ {count} مناوبًا عبر WhatsApp',
	'onCall.line.other': 'لا أحد يتولاها خارج ساعات العمل: يُبلَّغ {count} مناوب عبر WhatsApp',
	'onCall.told': 'تسلّم WhatsApp الرسالة إلى {reached} من أصل {people} من المناوبين',
	'onCall.nobody': 'تعذّر إبلاغ أي مناوب عبر WhatsApp'
};
