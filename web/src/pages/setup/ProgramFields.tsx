// Who reports, and under what: traditional MIPS, the APP or an MVP.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Card, RadioGroup, TextField } from '../../kit';
import type { PartProps } from './draft';
import { MemberField } from './MemberField';
import type { Clinician } from './ClinicianForm';

const plain = ['mips', 'app1', 'appPlus', 'webInterface', 'other'];
const few = 8; // MVPs that are listed without a search

function MvpField({ draft, change, vocabulary }: PartProps): VNode {
	const [words, setWords] = useState('');
	const mvps = vocabulary.programs.filter(({ value }) => !plain.includes(value));
	const chosen = mvps.find(({ value }) => value === draft.programName);
	const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
	const found = mvps.filter(({ text, help }) => wanted.every((word) => `${text} ${help}`.toLowerCase().includes(word)));
	const shown = found.length > few && wanted.length === 0 && chosen ? [chosen] : found;
	return (
		<div class="mvp">
			<TextField
				name="find-mvp"
				label="Find your MVP"
				hint="By number, name or specialty."
				type="search"
				optional="unsaid"
				value={words}
				onChange={setWords}
			/>
			<p class="muted" role="status">
				{wanted.length > 0 ? `${found.length} of ${mvps.length} MVPs` : `${mvps.length} MVPs`}
			</p>
			<div class="mvp__list">
				<RadioGroup
					name="mvp"
					label="The MVP"
					choices={shown.map(({ value, text, help }) => ({ value, label: text.replace(/^MVP /, ''), hint: help }))}
					value={draft.programName}
					onChange={(programName) => change({ programName })}
				/>
			</div>
		</div>
	);
}

interface Props extends PartProps {
	clinicians: readonly Clinician[];
}

export function ProgramFields(props: Props): VNode {
	const { draft, change, vocabulary, clinicians } = props;
	const plains = vocabulary.programs.filter(({ value }) => plain.includes(value));
	const has_mvps = plains.length < vocabulary.programs.length;
	const is_mvp = !plain.includes(draft.programName);
	const mvp = { value: 'mvp', label: 'An MVP (MIPS Value Pathway)', hint: 'Measures and activities for one specialty or condition.' };
	const unit = draft.entityType === 'subgroup' || draft.entityType === 'virtualGroup' || draft.entityType === 'apm';
	return (
		<Card heading="Who reports, and how">
			<div class="grid setup__how">
				<RadioGroup
					name="entityType"
					label="Who is scored?"
					choices={vocabulary.entities.map(({ value, text, help }) => ({ value, label: text, hint: help }))}
					value={draft.entityType}
					onChange={(value) => change({ entityType: value as PartProps['draft']['entityType'] })}
				/>
				<RadioGroup
					name="programName"
					label="Under what?"
					choices={[...plains.map(({ value, text, help }) => ({ value, label: text, hint: help })), ...(has_mvps ? [mvp] : [])]}
					value={is_mvp ? 'mvp' : draft.programName}
					onChange={(value) => change({ programName: value === 'mvp' ? '' : value })}
				/>
			</div>
			{is_mvp && has_mvps && <MvpField {...props} />}
			{unit && (
				<div class="fields">
					<TextField
						name="unitName"
						label={draft.entityType === 'subgroup' ? 'Name of the subgroup' : 'Name'}
						optional
						value={draft.unitName}
						maxLength={120}
						onChange={(unitName) => change({ unitName })}
					/>
					<TextField
						name="entityId"
						label="ID at CMS"
						hint="Given at the registration. The files for CMS need it."
						optional
						size="medium"
						value={draft.entityId}
						maxLength={40}
						onChange={(entityId) => change({ entityId })}
					/>
				</div>
			)}
			{draft.entityType === 'subgroup' && (
				<MemberField clinicians={clinicians} members={draft.members} onChange={(members) => change({ members })} />
			)}
		</Card>
	);
}
