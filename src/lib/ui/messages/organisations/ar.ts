import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en> = {
	'organisations.title': 'المؤسسات',
	'organisations.intro':
		'أنت عضو في أكثر من مؤسسة. تُفتح الأخرى مكان هذه، ويبقى ما يحفظه الجهاز من هذه.',
	'organisations.here': 'أنت هنا',
	'organisations.enter': 'الانتقال إليها',
	'organisations.failed': 'تعذّر الانتقال. حاول مجددًا عند الاتصال.'
};
