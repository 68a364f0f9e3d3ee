// Adding evidence in one place: files by choice, drop, paste and camera, or a link.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../api/client';
import { useAction } from '../../api/resource';
import { Button, Disclosure, FileDrop, Form, Panel, TextField, notify } from '../../kit';
import { useWorkspace } from '../../workspace';
import { OnTheWay } from './OnTheWay';
import { ClinicianField } from './PlaceFields';
import type { Activity, Target } from './model';
import { named } from './screenshot';
import { useWork } from './work';

interface Props {
	activity: Activity;
	to: Target;
	onClose: () => void;
}

function LinkForm({ to, onDone }: { to: Target; onDone: () => void }): VNode {
	const { practice, year } = useWorkspace();
	const { reload } = useWork();
	const [url, setUrl] = useState('');
	const [name, setName] = useState('');
	const save = useAction(async () => {
		const { measureId, itemId, clinicianId, note } = to;
		await api.post('/practices/{practice}/years/{year}/evidence/links', {
			path: { practice: practice.id, year },
			body: { url: url.trim(), name: name.trim(), note: note ?? '', links: [{ measureId, itemId, clinicianId }] },
		});
		notify(`Stored: ${name.trim()}`);
		reload();
		onDone();
	});
	return (
		<Form error={save.error} label="A link as evidence" onSubmit={() => void save.run()}>
			<TextField name="name" label="What is there" hint="For example: Policy on the intranet" maxLength={200} value={name} onChange={setName} />
			<TextField name="url" label="Address" hint="It begins with https." type="url" maxLength={2000} value={url} onChange={setUrl} />
			<p class="muted">mipsia keeps the address, not the page. What is behind it may change or go: a file is safer.</p>
			<p class="form__actions">
				<Button type="submit" busy={save.busy}>
					Add the link
				</Button>
			</p>
		</Form>
	);
}

export function AddEvidence({ activity, to, onClose }: Props): VNode {
	const { send } = useWork();
	const [clinician, setClinician] = useState(to.clinicianId ?? '');
	const [note, setNote] = useState('');
	const target: Target = { ...to, clinicianId: clinician || undefined, note: note.trim() || undefined };
	return (
		<Panel heading="Add evidence" level={4}>
			<FileDrop
				name="files"
				label="Files"
				hint="PDF, pictures, Word, Excel, text; up to 50 MB each. Black out names of patients first."
				onFiles={(files) => send(files.map(named), target)}
			/>
			<OnTheWay to={to} />
			<Disclosure summary="Whose it is, and a note" open={to.clinicianId !== undefined} class="add__more">
				<ClinicianField name="clinician" activity={activity} value={clinician} onChange={setClinician} />
				<TextField name="fileNote" label="Note" optional rows={2} maxLength={500} value={note} onChange={setNote} />
			</Disclosure>
			<Disclosure summary="A link in place of a file">
				<LinkForm to={target} onDone={onClose} />
			</Disclosure>
			<p class="form__actions">
				<Button onClick={onClose}>Close</Button>
			</p>
		</Panel>
	);
}
