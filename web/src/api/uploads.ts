// Files on their way to the server: one at a time, each with its progress, a
// way to stop it and a way to try it again.
//
//     const uploads = useUploads(
//         (file) => apiUrl('/practices/{practice}/years/{year}/evidence/files', { practice, year }),
//         (reply) => ...);
//     <FileDrop onFiles={uploads.add} ... /> <UploadList uploads={uploads} />
import { useEffect, useRef, useState } from 'preact/hooks';
import { upload, type Reply } from './client';
import { isAbort } from './problem';

export interface Upload {
	id: number;
	file: File;
	sent: number; // bytes
	state: 'waits' | 'runs' | 'done' | 'failed';
	error?: unknown;
}

export interface Uploads {
	items: readonly Upload[];
	add: (files: readonly File[]) => void;
	cancel: (id: number) => void; // stops it and takes it from the list
	retry: (id: number) => void;
}

export function useUploads<T>(url: (file: File) => string, done: (reply: Reply<T>, file: File) => void): Uploads {
	const [items, setItems] = useState<readonly Upload[]>([]);
	const latest = useRef({ url, done });
	const running = useRef<{ id: number; abort: AbortController } | null>(null);
	const last_id = useRef(0);
	latest.current = { url, done };

	const change = (id: number, to: Partial<Upload>) =>
		setItems((old) => old.map((item) => (item.id === id ? { ...item, ...to } : item)));

	useEffect(() => () => running.current?.abort.abort(), []);
	useEffect(() => {
		const next = items.find((item) => item.state === 'waits');
		if (!next || running.current) return;
		const { id, file } = next;
		const abort = new AbortController();
		running.current = { id, abort };
		change(id, { state: 'runs', sent: 0, error: undefined });
		upload<T>(latest.current.url(file), file, { onProgress: (sent) => change(id, { sent }), signal: abort.signal })
			.then(
				(reply) => {
					latest.current.done(reply, file);
					return { state: 'done', sent: file.size } as const;
				},
				(error: unknown) => ({ state: 'failed', error: isAbort(error) ? undefined : error }) as const,
			)
			.then((end) => {
				running.current = null;
				change(id, end); // and with that the next one begins
			});
	}, [items]);

	return {
		items,
		add: (files) =>
			setItems((old) => [
				...old,
				...files.map((file) => ({ id: ++last_id.current, file, sent: 0, state: 'waits' as const })),
			]),
		cancel: (id) => {
			if (running.current?.id === id) running.current.abort.abort();
			setItems((old) => old.filter((item) => item.id !== id));
		},
		retry: (id) => change(id, { state: 'waits', sent: 0, error: undefined }),
	};
}
