// The ledger of the practice and year of the address, as a hook.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { api } from '../../api/client';
import { keepDraft, readDraft } from '../../api/drafts';
import { useSession } from '../../session';
import { useWorkspace } from '../../workspace';
import type { Draft } from './cells';
import { LedgerStore, type Door, type State } from './store';

function doorOf(practice: string, year: number, account: string): Door {
	const place = ['ledger', account, practice, year].join('.');
	const path = { practice, year };
	return {
		read: () => api.get('/practices/{practice}/years/{year}/ledger', { path }),
		change: (changes) => api.post('/practices/{practice}/years/{year}/ledger', { path, body: { changes } }),
		undo: (event) => api.post('/practices/{practice}/history/{event}/undo', { path: { practice, event } }),
		keep: (drafts) => void keepDraft(place, drafts.length > 0 ? drafts : undefined),
		kept: () => {
			const kept = readDraft(place);
			return Array.isArray(kept) ? (kept as Draft[]) : [];
		},
	};
}

export function useLedger(): { store: LedgerStore; state: State } {
	const { practice, year } = useWorkspace();
	const { session } = useSession();
	const account = session.account?.id ?? 'nobody';
	const store = useMemo(() => new LedgerStore(doorOf(practice.id, year, account)), [practice.id, year, account]);
	const [state, setState] = useState(store.state);
	useEffect(() => {
		setState(store.state);
		const stop = store.subscribe(() => setState(store.state));
		void store.load();
		// what others did meanwhile, and what could not be sent
		const shown = () => document.visibilityState === 'visible' && void store.load();
		const online = () => void store.retry();
		document.addEventListener('visibilitychange', shown);
		addEventListener('online', online);
		return () => {
			stop();
			document.removeEventListener('visibilitychange', shown);
			removeEventListener('online', online);
		};
	}, [store]);
	return { store, state };
}
