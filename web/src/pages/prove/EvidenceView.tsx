// Every piece of evidence of the year, the newest first, with what can be done.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { plural } from '../../format';
import { EmptyState, SelectField } from '../../kit';
import { EvidenceCard } from './EvidenceCard';
import type { Evidence } from './model';
import { useWork } from './work';

export function EvidenceView(): VNode {
	const { proof } = useWork();
	const [activity, setActivity] = useState('');
	const fits = ({ links }: Evidence) =>
		activity === '' || (activity === 'none' ? links.length === 0 : links.some(({ measureId }) => measureId === activity));
	const pieces = [...proof.evidence].reverse().filter(fits);
	const kept = pieces.filter(({ withdrawn }) => !withdrawn);
	const withdrawn = pieces.filter((piece) => piece.withdrawn);
	useEffect(() => {
		if (location.hash.length > 1) document.getElementById(location.hash.slice(1))?.focus();
	}, []);
	if (proof.evidence.length === 0)
		return (
			<EmptyState icon="folder" heading="No evidence yet">
				<p>Add it to the documents of a checklist.</p>
			</EmptyState>
		);
	return (
		<>
			<SelectField
				name="ofActivity"
				label="Show"
				optional={false}
				value={activity}
				onChange={setActivity}
				placeholder="Evidence of every activity"
				options={[
					...proof.activities.map(({ measureId, plainName }) => ({ value: measureId, label: `${measureId}: ${plainName}` })),
					{ value: 'none', label: 'Evidence of nothing yet' },
				]}
			/>
			<p class="muted" role="status">
				{plural(kept.length, 'piece')} of evidence
				{withdrawn.length > 0 && `, ${withdrawn.length} withdrawn`}
			</p>
			<ul role="list" class="cards">
				{[...kept, ...withdrawn].map((piece) => (
					<EvidenceCard key={piece.id} piece={piece} />
				))}
			</ul>
		</>
	);
}
