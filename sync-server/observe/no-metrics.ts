import type { Metrics } from './metrics.ts';
import { noPipelineWatch } from './watch.ts';

const nothing = (): void => undefined;

/** Where nobody may ask for numbers none are counted, and what counts them is not loaded. */
export const noMetrics: Metrics = {
	sockets: { opened: nothing, closed: nothing, received: nothing, sent: nothing },
	pipeline: noPipelineWatch,
	look: nothing,
	watchProcess: nothing,
	contentType: 'text/plain; version=0.0.4; charset=utf-8',
	text: () => Promise.resolve('')
};
