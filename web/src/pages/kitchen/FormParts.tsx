import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ApiError } from '../../api/problem';
import {
	Button,
	Card,
	Checkbox,
	CheckboxGroup,
	DateField,
	FileDrop,
	Form,
	RadioGroup,
	SelectField,
	TextField,
	UploadList,
} from '../../kit';
import { apiUrl } from '../../api/client';
import { useUploads } from '../../api/uploads';

const refused = new ApiError({
	title: 'Two things are to be put right',
	status: 422,
	code: 'invalid',
	errors: [
		{ path: '/npi', code: 'npi', message: 'The NPI has a wrong check digit. Look at its last digits.' },
		{ path: '/from', code: 'date', message: 'The start lies after the end.' },
		{ path: '/statuses', code: 'statuses', message: 'Choose at least one status.' },
	],
});

export function FormParts(): VNode {
	const [npi, setNpi] = useState('1234567890');
	const [note, setNote] = useState('');
	const [from, setFrom] = useState('2026-10-03');
	const [entity, setEntity] = useState('group');
	const [statuses, setStatuses] = useState<string[]>([]);
	const [apm, setApm] = useState('unknown');
	const [sure, setSure] = useState(false);
	const uploads = useUploads(
		() => apiUrl('/practices/{practice}/years/{year}/evidence/files', { practice: 'p1', year: 2026 }),
		() => undefined,
	);
	const [error, setError] = useState<unknown>(undefined);
	return (
		<Card heading="Form">
			<Form error={error} onSubmit={() => setError(refused)} label="An example">
				<TextField
					name="npi"
					label="NPI"
					hint="Ten digits, from NPPES."
					value={npi}
					onChange={setNpi}
					size="medium"
					inputMode="numeric"
				/>
				<DateField name="from" label="First day" value={from} onChange={setFrom} min="2026-01-01" max="2026-12-31" />
				<SelectField
					name="entity"
					label="Reports as"
					value={entity}
					onChange={setEntity}
					options={[
						{ value: 'individual', label: 'Individual' },
						{ value: 'group', label: 'Group' },
						{ value: 'apm', label: 'APM entity' },
					]}
				/>
				<CheckboxGroup
					name="statuses"
					label="Special statuses"
					hint="As the QPP participation look-up shows them."
					values={statuses}
					onChange={setStatuses}
					choices={[
						{ value: 'small', label: 'Small practice', hint: '15 or fewer clinicians' },
						{ value: 'rural', label: 'Rural' },
						{ value: 'hpsa', label: 'Health professional shortage area' },
					]}
				/>
				<RadioGroup
					name="apm"
					label="In an APM?"
					value={apm}
					onChange={setApm}
					choices={[
						{ value: 'yes', label: 'Yes' },
						{ value: 'no', label: 'No' },
						{ value: 'unknown', label: 'Not known' },
					]}
				/>
				<TextField name="note" label="Note" rows={3} optional value={note} onChange={setNote} />
				<FileDrop
					name="file"
					label="Evidence"
					hint="PDF, pictures, spreadsheets; up to 50 MB each."
					optional
					onFiles={uploads.add}
				/>
				<UploadList uploads={uploads} />
				<Checkbox name="sure" label="I have read what I sign" checked={sure} onChange={setSure} />
				<p class="form__actions">
					<Button type="submit" variation="solid">
						Save
					</Button>
					<Button onClick={() => setError(undefined)}>Clear the errors</Button>
				</p>
			</Form>
		</Card>
	);
}
