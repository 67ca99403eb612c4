import { until, type TestPerson, type TestServer } from './server.ts';

/** A line as a browser hears it, by default the portal's: each event as `type data`. */
export async function eventStream(
	test: TestServer,
	{ cookie }: Pick<TestPerson, 'cookie'>,
	path = '/api/portal/events'
) {
	const stop = new AbortController();
	const response = await fetch(`${test.address}${path}`, {
		headers: { cookie },
		signal: stop.signal
	});
	let text = '';
	let isOpen = response.ok;
	const read = async () => {
		for await (const bytes of response.body ?? []) text += Buffer.from(bytes).toString();
	};
	const ended = read()
		.catch(() => undefined)
		.finally(() => (isOpen = false));
	const events = () =>
		[...text.matchAll(/^event: (.*)\ndata: (.*)$/gm)].map(([, type, data]) =>
			`${type ?? ''} ${data ?? ''}`.trim()
		);
	if (isOpen) await until(() => events().includes('hello'));
	return {
		response,
		events,
		text: () => text,
		isOpen: () => isOpen,
		async close() {
			stop.abort();
			await ended;
		}
	};
}

/** What an answer says; of one that never ends, its beginning. */
export async function bodyOf(response: Response): Promise<string> {
	if (response.headers.get('content-type')?.startsWith('text/event-stream') !== true)
		return response.text();
	const reader = response.body?.getReader();
	const { value } = (await reader?.read()) ?? {};
	await reader?.cancel();
	return Buffer.from(value ?? []).toString();
}
