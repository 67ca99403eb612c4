/** One household or host usually owns a whole IPv6 /64, so that counts as one address. */
export function addressKey(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
	if (!plain.includes(':')) return plain;
	const [head = '', tail = ''] = plain.split('::');
	const before = head.split(':').filter(Boolean);
	const after = tail.split(':').filter(Boolean);
	const gap = plain.includes('::') ? Math.max(0, 8 - before.length - after.length) : 0;
	return [...before, ...Array.from({ length: gap }, () => '0'), ...after].slice(0, 4).join(':');
}
