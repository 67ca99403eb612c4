/** Whether this browser can take a picture of what a person chooses to show. */
export function canCaptureScreen(): boolean {
	const devices: MediaDevices | undefined = navigator.mediaDevices;
	return typeof devices?.getDisplayMedia === 'function';
}

/** One still of a screen, window or tab; null when the person thought better of it. */
export async function captureScreen(): Promise<Blob | null> {
	let stream: MediaStream;
	try {
		stream = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: false });
	} catch (error) {
		if (error instanceof DOMException && error.name === 'NotAllowedError') return null;
		throw error;
	}
	try {
		const video = document.createElement('video');
		video.muted = true;
		video.srcObject = stream;
		await video.play();
		const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
		canvas.getContext('2d')?.drawImage(video, 0, 0);
		return await canvas.convertToBlob({ type: 'image/png' });
	} finally {
		for (const track of stream.getTracks()) track.stop();
	}
}
