// The judgement of a reviewer over one document of the checklist.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../api/client';
import { isConflict } from '../../api/problem';
import { useAction } from '../../api/resource';
import { Button, ConflictNotice, Form, Panel, RadioGroup, TextField, notify } from '../../kit';
import { useWorkspace } from '../../workspace';
import { stateWords, type Item } from './model';
import { useWork } from './work';

interface Props {
	measureId: string;
	item: Item;
	onClose: () => void;
}

const blank = (text: string): string => text || 'none';

export function ReviewItem({ measureId, item, onClose }: Props): VNode {
	const { practice, year } = useWorkspace();
	const { reload } = useWork();
	const [state, setState] = useState<Item['state']>(item.state === 'open' ? 'satisfied' : item.state);
	const [note, setNote] = useState(item.note);
	const save = useAction(async (version: number) => {
		await api.put('/practices/{practice}/years/{year}/proof/{measure}/{item}', {
			path: { practice: practice.id, year, measure: measureId, item: item.id },
			body: { state, note: note.trim(), version },
		});
		notify(`${stateWords[state]}: ${item.document}`);
		reload();
		onClose();
	});
	const conflict = isConflict(save.error) ? save.error : null;
	const now = conflict?.problem.current as Item | undefined;
	return (
		<Panel heading="Review" level={4}>
			<Form error={conflict ? undefined : save.error} label={`Review of ${item.document}`} onSubmit={() => void save.run(item.version)}>
				{conflict && now && (
					<ConflictNotice
						error={conflict}
						busy={save.busy}
						differences={[
							{ name: 'State', theirs: stateWords[now.state], mine: stateWords[state] },
							{ name: 'Note', theirs: blank(now.note), mine: blank(note) },
						].filter(({ theirs, mine }) => theirs !== mine)}
						onMine={() => void save.run(now.version)}
						onTheirs={() => {
							reload();
							onClose();
						}}
					/>
				)}
				<RadioGroup
					name="state"
					label="Is it there?"
					value={state}
					onChange={(value) => setState(value as Item['state'])}
					choices={[
						{ value: 'satisfied', label: 'Satisfied', hint: 'The evidence shows what it must show.' },
						{ value: 'notApplicable', label: 'Not applicable', hint: 'Say why in the note.' },
						{ value: 'open', label: 'Open', hint: 'Something is missing, or nobody has looked yet.' },
					]}
				/>
				<TextField
					name="note"
					label="Note"
					hint="An auditor may read it. No names of patients."
					optional={state !== 'notApplicable'}
					rows={2}
					maxLength={2000}
					value={note}
					onChange={setNote}
				/>
				<p class="form__actions">
					<Button type="submit" variation="solid" busy={save.busy}>
						Save the review
					</Button>
					<Button onClick={onClose}>Cancel</Button>
				</p>
			</Form>
		</Panel>
	);
}
