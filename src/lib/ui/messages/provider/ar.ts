import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en> = {
	'provider.title': 'اسأل مزوّدك',
	'provider.own.title': 'مؤسستك هي من يشغّل هذا الخادم',
	'provider.own.by': 'من يحتاج إلى مساعدة بشأن الخادم يسأل {names}.',
	'provider.own.body': 'من يحتاج إلى مساعدة بشأن الخادم يسأل من أعدّه.',
	'provider.closed.title': 'لا أحد يُسأل هنا بعد',
	'provider.closed.body':
		'لم يحدّد مشغّلو هذا الخادم بعد من يستقبل طلبات المؤسسات. بعد ذلك تسأل هنا.',
	'provider.offline.title': 'اتصل لتسأل مزوّدك',
	'provider.offline.body': 'طلباتك والردود عليها على الخادم، ولا يمكن الوصول إليه الآن.',
	'provider.failed': 'تعذّر تحميل هذه الصفحة',
	'provider.desk': 'طلبات المؤسسات الأخرى',
	'provider.desk.others.zero':
		'لا مؤسسات أخرى على هذا الخادم. الفريق الذي تختاره هنا يستقبل ما قد تسأله لاحقًا.',
	'provider.desk.others.one':
		'على هذا الخادم مؤسسة أخرى واحدة. تسأل مشغّليه عبر الفريق الذي تختاره هنا.',
	'provider.desk.others.two':
		'على هذا الخادم مؤسستان أخريان. تسألان مشغّليه عبر الفريق الذي تختاره هنا.',
	'provider.desk.others.few':
		'على هذا الخادم {count} مؤسسات أخرى. تسأل مشغّليه عبر الفريق الذي تختاره هنا.',
	'provider.desk.others.many':
		'على هذا الخادم {count} مؤسسة أخرى. تسأل مشغّليه عبر الفريق الذي تختاره هنا.',
	'provider.desk.others.other':
		'على هذا الخادم {count} مؤسسة أخرى. تسأل مشغّليه عبر الفريق الذي تختاره هنا.',
	'provider.desk.elsewhere':
		'تستقبل مؤسسة أخرى لك هذه الطلبات الآن. إن اخترت فريقًا هنا استقبلها منذئذ.',
	'provider.desk.team': 'الفريق الذي يستقبلها',
	'provider.desk.hint': 'تصل كتذاكر من مقدّمي طلبات يحملون اسم مؤسستهم.',
	'provider.desk.nobody': 'لا أحد',
	'provider.desk.noTeam': 'اختر أولًا فريقًا يستقبل الطلبات في البوابة:'
};
