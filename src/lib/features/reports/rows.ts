import type { MetricId } from '#lib/domain/metrics/definitions.ts';
import { figureValue } from '#lib/domain/metrics/figure.ts';
import type { Figures } from '#lib/domain/metrics/ticket-report.ts';

/** A line of a table of figures: a team, a person or a channel under its name. */
export interface NamedRow {
	readonly key: string;
	readonly name: string;
	readonly figures: Figures;
	/** The tickets behind what was made, and behind what is open, where a search can say which. */
	readonly createdHref?: string | undefined;
	readonly backlogHref?: string | undefined;
}

export interface Order {
	readonly by: MetricId | 'name';
	readonly descending: boolean;
}

/** A table of figures, however it is drawn. */
export interface FigureRows {
	readonly rows: readonly NamedRow[];
	readonly metrics: readonly MetricId[];
	/** What a row is. */
	readonly of: string;
	readonly label: string;
	readonly order: Order;
	readonly onorder: (order: Order) => void;
}

/** The rows in an order; what has no data comes last whichever way, equal ones by name. */
export function ordered(
	rows: readonly NamedRow[],
	{ by, descending }: Order,
	compareNames: (a: string, b: string) => number
): NamedRow[] {
	const way = descending ? -1 : 1;
	return rows.toSorted((a, b) => {
		const byName = compareNames(a.name, b.name);
		if (by === 'name') return way * byName;
		const [one, other] = [a, b].map(({ figures: { [by]: figure } }) =>
			figure ? figureValue(figure) : null
		);
		if (one === other || one === undefined || other === undefined) return byName;
		if (one === null) return 1;
		if (other === null) return -1;
		return way * (one - other);
	});
}
