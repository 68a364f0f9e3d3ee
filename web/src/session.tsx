// Who is signed in, and to what server. Read once at the start; its token goes
// with every change.
import { createContext, type ComponentChildren, type VNode } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { api, whenSignedOut } from './api/client';
import { setCsrfToken } from './api/token';
import type { Schema } from './api/types';
import { Loading } from './kit/Loading';
import { ProblemAlert } from './kit/ProblemAlert';
import { navigate } from './router';

export type Session = Schema<'Session'>;

interface Access {
	session: Session; // also when nobody is signed in: see signedIn
	setSession: (session: Session) => void; // after a sign-in
	signOut: () => Promise<void>;
}

const Context = createContext<Access | null>(null);

export function useSession(): Access {
	const access = useContext(Context);
	if (!access) throw new Error('useSession outside of SessionProvider');
	return access;
}

// Where to go after the sign-in: an address of ours, never one of another site.
export function nextPath(query: URLSearchParams): string {
	const next = query.get('next') ?? '/';
	return /^\/(?![/\\])/.test(next) ? next : '/';
}

export function toSignIn(): void {
	if (location.pathname === '/sign-in') return;
	const here = location.pathname + location.search;
	navigate('/sign-in' + (here === '/' ? '' : '?next=' + encodeURIComponent(here)), { replace: true });
}

// A single-user server opens the browser at /#launch=TOKEN: what follows the #
// is sent to nobody. It is taken out of the address at once.
function takeLaunchToken(): string | null {
	const match = /^#launch=([\w-]+)$/.exec(location.hash);
	if (!match) return null;
	history.replaceState(history.state, '', location.pathname + location.search);
	return match[1] ?? null;
}

async function readSession(): Promise<Session> {
	const launchToken = takeLaunchToken();
	if (launchToken) {
		try {
			return (await api.post('/session', { body: { launchToken } })).data;
		} catch {
			// used or too old: the session may be there all the same
		}
	}
	return (await api.get('/session')).data;
}

export function SessionProvider({ children }: { children: ComponentChildren }): VNode {
	const [session, set] = useState<Session | null>(null);
	const [error, setError] = useState<unknown>(undefined);
	const setSession = (next: Session) => {
		// the token of a sign-in that goes on may not be told again
		if (next.csrfToken || !next.signedIn) setCsrfToken(next.csrfToken ?? '');
		set(next);
	};
	const read = async () => {
		setError(undefined);
		try {
			setSession(await readSession());
		} catch (problem) {
			setError(problem);
		}
	};
	const signOut = async () => {
		await api.delete('/session');
		await read();
		navigate('/sign-in');
	};
	useEffect(() => {
		whenSignedOut(() => {
			toSignIn();
			void read();
		});
		void read();
	}, []);
	if (session) return <Context.Provider value={{ session, setSession, signOut }}>{children}</Context.Provider>;
	return (
		<div class="alone">
			{error === undefined ? <Loading /> : <ProblemAlert error={error} retry={() => void read()} />}
		</div>
	);
}
