export const ar = {
	'remove.change': 'حذف {ticket} أو استعادتها',
	'remove.ask': 'حذف…',
	'remove.title': 'حذف هذه التذكرة',
	'remove.body':
		'تختفي من كل القوائم ومن البحث والبوابة، ولا يعمل عليها أحد بعد ذلك. لا يضيع شيء: من يقود فريقها يجدها بكتابة is:deleted ويستطيع استعادتها.',
	'remove.reason': 'السبب',
	'remove.do': 'حذف',
	'remove.done': 'حُذفت',
	'remove.removed': 'محذوفة',
	'remove.by': 'حذف {name} هذه التذكرة في {time}.',
	'remove.restore': 'استعادة',
	'remove.restored': 'عادت التذكرة',
	'remove.line.deleted': 'حذف {name} التذكرة',
	'remove.line.restored': 'استعاد {name} التذكرة'
} as const;
