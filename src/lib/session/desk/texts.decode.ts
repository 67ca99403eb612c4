import { richText, type RichText } from '#lib/domain/rich-text.ts';
import type { TextVersion } from '#lib/protocol/texts.ts';

/** The server's own answer, given its type again; undefined when there was none. */
export function readVersions(answer: unknown): readonly TextVersion[] | undefined {
	if (typeof answer !== 'object' || answer === null || !('versions' in answer)) return undefined;
	return Array.isArray(answer.versions) ? (answer.versions as readonly TextVersion[]) : undefined;
}

export function readVersion(answer: unknown): RichText | undefined {
	if (typeof answer !== 'object' || answer === null || !('rich' in answer)) return undefined;
	const rich = richText(answer.rich);
	return rich.ok ? rich.value : undefined;
}
