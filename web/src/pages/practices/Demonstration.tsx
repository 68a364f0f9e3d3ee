// The practice to explore: adding it, and taking it away.
import type { VNode } from 'preact';
import { api } from '../../api/client';
import { useAction } from '../../api/resource';
import { problemOf } from '../../api/problem';
import { Button, ConfirmButton, notify } from '../../kit';
import { sectionPath } from '../../layout/sections';
import { navigate } from '../../router';

interface AddProps {
	year: number;
	variation?: 'ghost';
}

export function AddDemonstration({ year, variation }: AddProps): VNode {
	const add = useAction(async () => {
		try {
			const { data } = await api.post('/demonstration');
			navigate(sectionPath(data.id, year));
		} catch (error) {
			const problem = problemOf(error);
			notify(`The demonstration could not be added. ${problem.detail ?? problem.title}`, 'problem');
		}
	});
	return (
		<Button variation={variation} busy={add.busy} onClick={() => void add.run()}>
			Add the demonstration practice
		</Button>
	);
}

interface RemoveProps {
	practice: { id: string; name: string };
	onRemoved: () => void;
}

export function RemoveDemonstration({ practice, onRemoved }: RemoveProps): VNode {
	const remove = async () => {
		try {
			await api.delete('/practices/{practice}', { path: { practice: practice.id } });
			notify('The demonstration was removed');
			onRemoved();
		} catch (error) {
			const problem = problemOf(error);
			notify(`It could not be removed. ${problem.detail ?? problem.title}`, 'problem');
		}
	};
	return (
		<ConfirmButton
			danger
			size="small"
			question="Remove the demonstration?"
			explain={<p>{practice.name} and all that was tried in it go away. Your own practices stay as they are.</p>}
			confirm="Remove the demonstration"
			onConfirm={remove}
		>
			Remove the demonstration
		</ConfirmButton>
	);
}
