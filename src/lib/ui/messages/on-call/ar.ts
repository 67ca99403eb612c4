import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en> = {
	'onCall.line.zero': 'لا أحد يتولاها خارج ساعات العمل: أُبلغ المناوبون عبر WhatsApp',
	'onCall.line.one': 'لا أحد يتولاها خارج ساعات العمل: أُبلغ مناوب واحد عبر WhatsApp',
	'onCall.line.two': 'لا أحد يتولاها خارج ساعات العمل: أُبلغ مناوبان عبر WhatsApp',
	'onCall.line.few': 'لا أحد يتولاها خارج ساعات العمل: أُبلغ {count} مناوبين عبر WhatsApp',
	'onCall.line.many': 'لا أحد يتولاها خارج ساعات العمل: أُبلغ {count} مناوبًا عبر WhatsApp',
	'onCall.line.other': 'لا أحد يتولاها خارج ساعات العمل: أُبلغ {count} مناوب عبر WhatsApp'
};
