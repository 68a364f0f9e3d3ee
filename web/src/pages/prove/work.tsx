// What the parts of the page share: the proof, the files on their way, and what
// is to be read anew after a change.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Uploads } from '../../api/uploads';
import type { Proof, Target } from './model';

export interface Work {
	proof: Proof;
	reload: () => void;
	uploads: Uploads;
	targetOf: (file: File) => Target | undefined;
	send: (files: readonly File[], to: Target) => void;
	mayAdd: boolean;
	mayReview: boolean;
}

const Context = createContext<Work | null>(null);
export const WorkProvider = Context.Provider;

export function useWork(): Work {
	const work = useContext(Context);
	if (!work) throw new Error('useWork outside of the page');
	return work;
}
