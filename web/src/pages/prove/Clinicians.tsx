// How many pieces of evidence name each clinician.
import type { VNode } from 'preact';
import { plural } from '../../format';
import { Button, Table } from '../../kit';
import type { Activity } from './model';

export function Clinicians({ activity, onAdd }: { activity: Activity; onAdd?: (clinician: string) => void }): VNode {
	return (
		<>
			<p class="muted">
				Not every document must name a clinician. An auditor may still ask what shows that this clinician took part.
			</p>
			<Table
				caption="Evidence that names each clinician"
				hideCaption
				compact
				rows={activity.clinicians}
				rowKey={({ id }) => id}
				columns={[
					{ key: 'name', header: 'Clinician', cell: ({ name }) => name, rowHeader: true, sort: ({ name }) => name },
					{
						key: 'evidence',
						header: 'Evidence',
						cell: ({ evidence }) => (evidence === 0 ? 'none' : plural(evidence, 'piece')),
						sort: ({ evidence }) => evidence,
					},
					...(onAdd
						? [
								{
									key: 'add',
									header: 'Add',
									hideHeader: true,
									cell: ({ id, name }: Activity['clinicians'][number]) => (
										<Button size="small" variation="ghost" icon="plus" onClick={() => onAdd(id)}>
											Add<span class="ds-u-visibility--screen-reader"> evidence for {name}</span>
										</Button>
									),
								},
							]
						: []),
				]}
			/>
		</>
	);
}
