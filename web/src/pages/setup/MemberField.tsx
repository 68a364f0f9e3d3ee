// The clinicians of a subgroup.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { plural } from '../../format';
import { CheckboxGroup, TextField } from '../../kit';
import type { Clinician } from './ClinicianForm';

interface Props {
	clinicians: readonly Clinician[];
	members: readonly string[];
	onChange: (members: string[]) => void;
}

const few = 12; // clinicians that need no search
const most = 200; // that are listed at once

export function MemberField({ clinicians, members, onChange }: Props): VNode {
	const [words, setWords] = useState('');
	const wanted = words.trim().toLowerCase();
	const found = clinicians.filter(({ name, npi }) => `${name} ${npi}`.toLowerCase().includes(wanted));
	const shown = found.slice(0, most);
	const ids = shown.map(({ id }) => id);
	const change = (ticked: string[]) => onChange([...members.filter((id) => !ids.includes(id)), ...ticked]);
	if (clinicians.length === 0) return <p class="muted">The roster is empty. Add the clinicians first, then name the members here.</p>;
	return (
		<div class="members">
			{clinicians.length > few && (
				<TextField name="find-member" label="Find a clinician" type="search" optional="unsaid" value={words} onChange={setWords} />
			)}
			<div class="members__list">
				<CheckboxGroup
					name="members"
					label="Members of the subgroup"
					hint={members.length === 0 ? 'None ticked: all of the roster.' : `${plural(members.length, 'member')} ticked.`}
					choices={shown.map(({ id, name, npi }) => ({ value: id, label: `${name} (${npi})` }))}
					values={members}
					onChange={change}
				/>
			</div>
			{found.length > most && (
				<p class="muted">{plural(found.length - most, 'clinician')} more. Search for a name or an NPI.</p>
			)}
		</div>
	);
}
