// Files from the API. A plain link would not do: it carries no token.
import { refuse } from './client';
import { OfflineError } from './problem';
import { csrfToken } from './token';

// The name that the server gives: filename*=UTF-8''..., or filename="...".
export function fileName(disposition: string | null): string {
	const coded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
	if (coded) {
		try {
			return decodeURIComponent(coded.trim());
		} catch {
			// the plain one then
		}
	}
	return /filename="([^"]*)"/i.exec(disposition ?? '')?.[1] || 'file';
}

// A file's bytes and its name, to show it in the page (as a blob: address).
// `url` comes from apiUrl().
export async function fetchFile(url: string, signal?: AbortSignal): Promise<{ blob: Blob; name: string }> {
	let response: Response;
	let blob: Blob;
	try {
		response = await fetch(url, { headers: { 'X-CSRF-Token': csrfToken() }, credentials: 'same-origin', signal });
		blob = await response.blob();
	} catch (error) {
		if (signal?.aborted) throw error;
		throw new OfflineError();
	}
	if (!response.ok) refuse(response.status, blob.type, await blob.text(), url);
	return { blob, name: fileName(response.headers.get('Content-Disposition')) };
}

// Fetches a file and offers it for saving.
export async function download(url: string, signal?: AbortSignal): Promise<void> {
	const { blob, name } = await fetchFile(url, signal);
	const address = URL.createObjectURL(blob);
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	document.body.append(link);
	link.click();
	link.remove();
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
