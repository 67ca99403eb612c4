import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en> = {
	'entries.status.new': 'جديدة',
	'entries.status.open': 'مفتوحة',
	'entries.status.in-progress': 'قيد التنفيذ',
	'entries.status.waiting': 'قيد الانتظار',
	'entries.status.hold': 'معلّقة',
	'entries.status.approval': 'بانتظار الموافقة',
	'entries.status.solved': 'محلولة',
	'entries.status.rejected': 'مرفوضة',
	'entries.status.cancelled': 'ملغاة',
	'entries.status.closed': 'مغلقة',
	'entries.status.merged': 'مدمجة',
	'entries.priority.low': 'منخفضة',
	'entries.priority.normal': 'عادية',
	'entries.priority.high': 'مرتفعة',
	'entries.priority.urgent': 'عاجلة',
	'entries.type.incident': 'عطل',
	'entries.type.service-request': 'طلب خدمة',
	'entries.type.problem': 'مشكلة',
	'entries.type.change': 'طلب تغيير',
	'entries.type.access': 'طلب صلاحية',
	'entries.event.received': 'استُلم الطلب',
	'entries.event.seen': 'شوهد',
	'entries.event.taken': 'تولّاه أحدهم',
	'entries.event.status': 'تغيّرت الحالة',
	'entries.event.transferred': 'أُحيل إلى فريق آخر',
	'entries.event.solved': 'حُلّ',
	'entries.event.closed': 'أُغلق',
	'entries.event.reopened': 'فُتح من جديد'
};
