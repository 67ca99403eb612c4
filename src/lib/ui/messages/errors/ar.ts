import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en> = {
	'errors.network': 'تعذّر الوصول إلى الخادم. ما كتبته ما زال هنا.',
	'errors.timeout': 'تأخّر الخادم في الرد. حاول مرة أخرى.',
	'errors.unknown': 'حدث خطأ في الخادم. حاول مرة أخرى بعد لحظات.',
	'errors.tooMany': 'محاولات كثيرة. انتظر دقيقة ثم حاول مرة أخرى.',
	'errors.notFound.title': 'لا يوجد شيء في هذا العنوان',
	'errors.notFound.body': 'ربما نُقل إلى مكان آخر، أو أنه يخص فريقًا لست عضوًا فيه.',
	'errors.broken.title': 'توقّف هذا الجزء من الصفحة عن العمل',
	'errors.broken.body': 'لم يُفقد شيء مما حفظته. افتحه من جديد أو أعد تحميل الصفحة.',
	'errors.broken.details': 'تفاصيل تقنية',
	'errors.reload': 'إعادة التحميل',
	'errors.retry': 'حاول مرة أخرى',
	'errors.home': 'العودة إلى البداية'
};
