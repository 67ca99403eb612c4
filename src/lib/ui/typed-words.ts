/** A field that somebody types or chooses in. */
interface TypedField {
	readonly value: string;
	readonly isConnected: boolean;
	/** The form that it is handed in with; what only narrows a list has none. */
	readonly form: object | null;
}

/** What somebody has typed into the fields of a form that they have not handed in. */
export class TypedWords {
	readonly #before = new Map<TypedField, string>();

	/** A form that nobody has typed in. */
	begin(): void {
		this.#before.clear();
	}

	/** Somebody comes to a field: what it says now was there before them. */
	meet(field: TypedField): void {
		if (field.form !== null && !this.#before.has(field)) this.#before.set(field, field.value);
	}

	/** Whether anything would be lost with the form. */
	get areThere(): boolean {
		return [...this.#before].some(([field, before]) => field.isConnected && field.value !== before);
	}
}
