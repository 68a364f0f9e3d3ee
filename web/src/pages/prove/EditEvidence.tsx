// What a piece of evidence is evidence of, and its note.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../api/client';
import { isConflict } from '../../api/problem';
import { useAction } from '../../api/resource';
import { Button, ConflictNotice, Form, Panel, SelectField, TextField, notify } from '../../kit';
import { useWorkspace } from '../../workspace';
import { ClinicianField, ItemField } from './PlaceFields';
import { placesWords, type Evidence, type Place } from './model';
import { useWork } from './work';

interface PlaceProps {
	at: number;
	place: Place;
	onChange: (place: Place) => void;
	onRemove: () => void;
}

function PlaceFields({ at, place, onChange, onRemove }: PlaceProps): VNode {
	const { proof } = useWork();
	const activity = proof.activities.find(({ measureId }) => measureId === place.measureId);
	const known = proof.activities.map(({ measureId, plainName }) => ({ value: measureId, label: `${measureId}: ${plainName}` }));
	const options = activity ? known : [...known, { value: place.measureId, label: place.measureId }];
	return (
		<fieldset class="ds-c-fieldset place">
			<legend class="ds-c-label">Place {at + 1}</legend>
			<SelectField
				name={`links/${at}/measureId`}
				label="Activity"
				value={place.measureId}
				onChange={(measureId) => onChange({ measureId, itemId: null, clinicianId: null })}
				options={options}
			/>
			{activity && (
				<>
					<ItemField
						name={`links/${at}/itemId`}
						activity={activity}
						value={place.itemId ?? ''}
						onChange={(itemId) => onChange({ ...place, itemId: itemId || null })}
					/>
					<ClinicianField
						name={`links/${at}/clinicianId`}
						activity={activity}
						value={place.clinicianId ?? ''}
						onChange={(clinicianId) => onChange({ ...place, clinicianId: clinicianId || null })}
					/>
				</>
			)}
			<p>
				<Button size="small" variation="ghost" icon="cross" onClick={onRemove}>
					Remove<span class="ds-u-visibility--screen-reader"> place {at + 1}</span>
				</Button>
			</p>
		</fieldset>
	);
}

export function EditEvidence({ piece, onClose }: { piece: Evidence; onClose: () => void }): VNode {
	const { practice, year } = useWorkspace();
	const { proof, reload } = useWork();
	const [places, setPlaces] = useState<readonly Place[]>(piece.links);
	const [note, setNote] = useState(piece.note);
	const save = useAction(async (version: number) => {
		await api.patch('/practices/{practice}/years/{year}/evidence/{evidence}', {
			path: { practice: practice.id, year, evidence: piece.id },
			body: { note: note.trim(), links: [...places], version },
		});
		notify(`Saved: ${piece.name}`);
		reload();
		onClose();
	});
	const conflict = isConflict(save.error) ? save.error : null;
	const now = conflict?.problem.current as Evidence | undefined;
	const first = proof.activities[0]?.measureId;
	return (
		<Panel heading="What it is evidence of" level={3}>
			<Form error={conflict ? undefined : save.error} label={`Change ${piece.name}`} onSubmit={() => void save.run(piece.version)}>
				{conflict && now && (
					<ConflictNotice
						error={conflict}
						busy={save.busy}
						differences={[
							{ name: 'Evidence of', theirs: placesWords(proof, now.links), mine: placesWords(proof, places) },
							{ name: 'Note', theirs: now.note || 'none', mine: note || 'none' },
						].filter(({ theirs, mine }) => theirs !== mine)}
						onMine={() => void save.run(now.version)}
						onTheirs={() => {
							reload();
							onClose();
						}}
					/>
				)}
				{places.map((place, i) => (
					<PlaceFields
						key={i}
						at={i}
						place={place}
						onChange={(next) => setPlaces(places.map((old, j) => (j === i ? next : old)))}
						onRemove={() => setPlaces(places.filter((_, j) => j !== i))}
					/>
				))}
				{places.length === 0 && <p>Nothing yet.</p>}
				{first && (
					<p>
						<Button size="small" icon="plus" onClick={() => setPlaces([...places, { measureId: first }])}>
							Add a place
						</Button>
					</p>
				)}
				<TextField name="note" label="Note" optional rows={2} maxLength={2000} value={note} onChange={setNote} />
				<p class="form__actions">
					<Button type="submit" variation="solid" busy={save.busy}>
						Save
					</Button>
					<Button onClick={onClose}>Cancel</Button>
				</p>
			</Form>
		</Panel>
	);
}
