// A further column: an activity is found by its ID or words, and chosen.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../../api/client';
import { useAction, useResource } from '../../api/resource';
import { Button, Card, notify, ProblemAlert, Resource, TextField } from '../../kit';
import { Link } from '../../router';

const most_shown = 8;
const pause_ms = 250; // after the last key

interface Props {
	practice: string;
	year: number;
	there: readonly string[]; // already columns
	onAdded: (measureId: string) => void;
	onClose?: () => void;
	choose: string; // the address of the page Choose
}

export function AddActivity({ practice, year, there, onAdded, onClose, choose }: Props): VNode {
	const [words, setWords] = useState('');
	const [sought, setSought] = useState('');
	useEffect(() => {
		const timer = setTimeout(() => setSought(words.trim()), pause_ms);
		return () => clearTimeout(timer);
	}, [words]);
	const found = useResource(
		sought === ''
			? null
			: (signal) => api.get('/catalogue/{year}', { path: { year }, query: { q: sought, practice }, signal }),
		[year, practice, sought],
	);
	const add = useAction(async (measureId: string, plainName: string) => {
		// one that was dropped has a version
		const { data } = await api.get('/practices/{practice}/years/{year}/choices', { path: { practice, year } });
		const version = data.choices.find((choice) => choice.measureId === measureId)?.version ?? 0;
		await api.put('/practices/{practice}/years/{year}/choices/{measure}', {
			path: { practice, year, measure: measureId },
			body: { state: 'doing', version },
		});
		notify(`Added: ${plainName}`);
		setWords('');
		onAdded(measureId);
	});
	return (
		<Card
			heading="Add an activity"
			class="record-add no-print"
			aside={
				onClose && (
					<Button size="small" variation="ghost" icon="cross" onClick={onClose}>
						Close
					</Button>
				)
			}
		>
			<TextField
				name="activity"
				type="search"
				label="ID or words"
				hint={'Such as "IA_EPA_2", "telehealth" or "depression".'}
				value={words}
				onChange={setWords}
			/>
			{add.error !== undefined && <ProblemAlert error={add.error} />}
			<div aria-live="polite">
				{sought !== '' && (
					<Resource of={found}>
						{({ activities }) =>
							activities.length === 0 ? (
								<p>No activity of {year} fits these words.</p>
							) : (
								<ul class="record-add__found" role="list">
									{activities.slice(0, most_shown).map(({ measureId, plainName, title }) => (
										<li key={measureId} class="record-add__one">
											<span>
												<strong>{plainName}</strong> <span class="record-counter__id">{measureId}</span>
												{title !== plainName && <span class="record-add__title">{title}</span>}
											</span>
											{there.includes(measureId) ? (
												<span class="muted">In the list</span>
											) : (
												<Button size="small" icon="plus" busy={add.busy} onClick={() => void add.run(measureId, plainName)}>
													Add<span class="ds-u-visibility--screen-reader"> {plainName}</span>
												</Button>
											)}
										</li>
									))}
								</ul>
							)
						}
					</Resource>
				)}
			</div>
			<p>
				<Link to={choose}>See all activities on the page Choose</Link>
			</p>
		</Card>
	);
}
