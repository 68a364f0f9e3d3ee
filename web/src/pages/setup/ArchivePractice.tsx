// A practice that is no longer needed: archived, or removed when it is the
// demonstration.
import type { VNode } from 'preact';
import { api } from '../../api/client';
import { problemOf } from '../../api/problem';
import { useAction } from '../../api/resource';
import { Button, Disclosure, notify } from '../../kit';
import { navigate } from '../../router';
import { useWorkspace } from '../../workspace';
import { RemoveDemonstration } from '../practices/Demonstration';

export function ArchivePractice(): VNode {
	const { practice, reload } = useWorkspace();
	const turn = useAction(async () => {
		try {
			await api.patch('/practices/{practice}', {
				path: { practice: practice.id },
				body: { archived: !practice.archived, version: practice.version },
			});
			notify(practice.archived ? 'The practice is no longer archived' : 'The practice was archived');
			reload();
		} catch (error) {
			const problem = problemOf(error);
			notify(`It could not be changed. ${problem.detail ?? problem.title}`, 'problem');
		}
	});
	if (practice.demonstration)
		return (
			<p class="setup__end">
				<RemoveDemonstration practice={practice} onRemoved={() => navigate('/')} />
			</p>
		);
	return (
		<Disclosure summary={practice.archived ? 'This practice is archived' : 'Archive this practice'} class="setup__end">
			<p>
				An archived practice stays with all that was recorded and signed, and is left out of the list. A practice is
				never deleted, because its proof has to be kept for years.
			</p>
			<p>
				<Button busy={turn.busy} onClick={() => void turn.run()}>
					{practice.archived ? 'Take it out of the archive' : 'Archive'}
				</Button>
			</p>
		</Disclosure>
	);
}
