import type { RichText } from '#lib/domain/rich-text.ts';

/** A text as it was when somebody kept it under a name. */
export interface TextVersion {
	readonly number: number;
	readonly name: string;
	readonly person: string;
	readonly atMs: number;
}

/** Newest first. */
export interface TextVersionsAnswer {
	readonly versions: readonly TextVersion[];
}

/** The words of one version. */
export interface TextVersionAnswer {
	readonly rich: RichText;
}
