import { expect, it } from 'vitest';
import { formatCsv } from './csv.ts';

it('writes words in quotes and numbers as they are', () => {
	expect(
		formatCsv([
			['Team', 'New'],
			['Day "A", night', 12],
			['None', null],
			['Less', -1.5]
		])
	).toBe('\ufeff"Team","New"\r\n"Day ""A"", night",12\r\n"None",\r\n"Less",-1.5\r\n');
});

it.each(['=1+1', '+cmd', '-2', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1'])(
	'lets %j be no formula',
	(name) => {
		expect(formatCsv([[name]])).toBe(`\ufeff"'${name}"\r\n`);
	}
);
