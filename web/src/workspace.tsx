// The practice and year that the address names, for the pages below it.
import { createContext, type ComponentChildren, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { api } from './api/client';
import { useResource, type Resource as Read } from './api/resource';
import type { Schema } from './api/types';
import { ProblemAlert } from './kit/ProblemAlert';
import { Resource } from './kit/Resource';
import { PageTitle } from './layout/PageTitle';

export interface Workspace {
	practice: Schema<'Practice'>;
	year: number;
	can: (capability: Schema<'Capability'>) => boolean; // what the user may do here
	reload: () => void; // after the practice was changed
}

const Context = createContext<Workspace | null>(null);

export function useWorkspace(): Workspace {
	const workspace = useContext(Context);
	if (!workspace) throw new Error('useWorkspace outside of a practice');
	return workspace;
}

export const usePractice = (practice: string | undefined): Read<Schema<'Practice'>> =>
	useResource(
		practice === undefined ? null : (signal) => api.get('/practices/{practice}', { path: { practice }, signal }),
		[practice],
	);

interface Props {
	of: Read<Schema<'Practice'>>;
	year: number;
	children: ComponentChildren;
}

export function WorkspaceProvider({ of, year, children }: Props): VNode {
	if (of.error !== undefined && of.data === undefined)
		return (
			<>
				<PageTitle>This practice cannot be shown</PageTitle>
				<ProblemAlert error={of.error} retry={of.reload} />
			</>
		);
	return (
		<Resource of={of}>
			{(practice) => (
				<Context.Provider
					value={{ practice, year, can: (what) => practice.capabilities.includes(what), reload: of.reload }}
				>
					{children}
				</Context.Provider>
			)}
		</Resource>
	);
}
