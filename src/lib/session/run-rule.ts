import type { RuleRunAnswer } from '#lib/protocol/automation.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { call, decoder } from './api.ts';

/** Runs a rule at once, on the server; what came of it, as a sentence. */
export async function runRule(code: string): Promise<string> {
	const read = decoder<RuleRunAnswer>({ fitting: 'number', changed: 'number' });
	const answer = await call('POST', `/api/rules/${encodeURIComponent(code)}/run`, read, {});
	if (!answer.ok) return t(answer.code === 'server-busy' ? 'rules.runBusy' : 'rules.failed');
	const { changed: count, fitting } = answer.value;
	return t('rules.ran', { count, fitting });
}
