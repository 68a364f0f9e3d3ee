// What something is evidence of: activity, document of its checklist, clinician.
import type { VNode } from 'preact';
import { SelectField } from '../../kit';
import type { Activity } from './model';

interface FieldProps {
	name: string;
	activity: Activity;
	value: string;
	onChange: (value: string) => void;
}

export function ClinicianField({ name, activity, value, onChange }: FieldProps): VNode {
	return (
		<SelectField
			name={name}
			label="Clinician"
			hint="When it shows what one clinician did."
			optional
			value={value}
			onChange={onChange}
			placeholder="Nobody in particular"
			options={activity.clinicians.map(({ id, name: text }) => ({ value: id, label: text }))}
		/>
	);
}

export function ItemField({ name, activity, value, onChange }: FieldProps): VNode {
	return (
		<SelectField
			name={name}
			label="Document of the checklist"
			optional
			value={value}
			onChange={onChange}
			placeholder="The activity as a whole"
			options={activity.items.map(({ id, document }) => ({ value: id, label: document }))}
		/>
	);
}
