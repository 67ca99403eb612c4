import { formatNumber } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';

/** Below this nobody could tell, and measuring is no finer. */
const exactMs = 500;

/** How this device's clock stands to the server's; `offset` is what is added to correct it. */
export function clockWords(offset: number | null): string {
	if (offset === null) return t('sync.device.clock.unknown');
	if (Math.abs(offset) < exactMs) return t('sync.device.clock.exact');
	const time = formatNumber(Math.round(Math.abs(offset) / 1000), {
		style: 'unit',
		unit: 'second',
		unitDisplay: 'short'
	});
	return t(offset < 0 ? 'sync.device.clock.ahead' : 'sync.device.clock.behind', { time });
}
