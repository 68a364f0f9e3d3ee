// What a page reads and what it does, as hooks.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Reply } from './client';
import { isAbort } from './problem';

export interface Resource<T> {
	data: T | undefined; // the last that was read; stays while it is read anew
	etag: string | null;
	error: unknown;
	loading: boolean;
	reload: () => void;
	put: (reply: Reply<T>) => void; // what a change answered, in place of reading anew
}

// Reads at first and whenever one of `needs` changes. A null in place of a
// function reads nothing.
export function useResource<T>(
	read: ((signal: AbortSignal) => Promise<Reply<T>>) | null,
	needs: readonly unknown[],
): Resource<T> {
	const [state, setState] = useState<{ data?: T; etag: string | null; error?: unknown; loading: boolean }>({
		etag: null,
		loading: read !== null,
	});
	const [round, setRound] = useState(0);
	const key = JSON.stringify(needs);
	const last_key = useRef(key);
	useEffect(() => {
		if (!read) return undefined;
		const abort = new AbortController();
		const same = last_key.current === key;
		last_key.current = key;
		setState((old) => ({ data: same ? old.data : undefined, etag: old.etag, loading: true }));
		read(abort.signal).then(
			(reply) => abort.signal.aborted || setState({ data: reply.data, etag: reply.etag, loading: false }),
			(error: unknown) => {
				if (!abort.signal.aborted && !isAbort(error))
					setState((old) => ({ data: old.data, etag: old.etag, error, loading: false }));
			},
		);
		return () => abort.abort();
	}, [key, round, read === null]);
	const reload = useCallback(() => setRound((n) => n + 1), []);
	const put = useCallback((reply: Reply<T>) => setState({ data: reply.data, etag: reply.etag, loading: false }), []);
	// until the effect has run, what belongs to other needs is not shown
	const stale = last_key.current !== key;
	return {
		data: stale ? undefined : state.data,
		etag: stale ? null : state.etag,
		error: stale ? undefined : state.error,
		loading: stale || state.loading,
		reload,
		put,
	};
}

export interface Action<A extends unknown[]> {
	run: (...args: A) => Promise<boolean>; // true when it was done; never rejects
	busy: boolean;
	error: unknown; // for <Form error> or <ProblemAlert error>
	clear: () => void;
}

// Something the user does. A second click while it runs does nothing.
export function useAction<A extends unknown[]>(act: (...args: A) => Promise<unknown>): Action<A> {
	const [state, setState] = useState<{ busy: boolean; error?: unknown }>({ busy: false });
	const running = useRef(false);
	const latest = useRef(act);
	latest.current = act;
	const run = useCallback(async (...args: A) => {
		if (running.current) return false;
		running.current = true;
		setState({ busy: true });
		try {
			await latest.current(...args);
			setState({ busy: false });
			return true;
		} catch (error) {
			setState({ busy: false, error: isAbort(error) ? undefined : error });
			return false;
		} finally {
			running.current = false;
		}
	}, []);
	const clear = useCallback(() => setState({ busy: false }), []);
	return { run, busy: state.busy, error: state.error, clear };
}
