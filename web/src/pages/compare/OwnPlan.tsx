// Another way to report, to be compared: who reports, the program, the APM.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Button, Form, SelectField, TextField } from '../../kit';
import type { Schema } from '../../api/types';
import { navigate, useLocation } from '../../router';
import { readPlans, writePlan, writePlans, type PlanInput } from './plans';

interface Props {
	words: Schema<'Vocabulary'>;
	onDone: () => void;
}

const most_clinicians = 1_000_000;

// Own plans and questions stand in the address; each change is a step back.
export function ask(values: Record<string, string | null>): void {
	const url = new URL(location.href);
	for (const [name, value] of Object.entries(values)) {
		if (value) url.searchParams.set(name, value);
		else url.searchParams.delete(name);
	}
	navigate(url.pathname + url.search);
}

export function OwnPlan({ words, onDone }: Props): VNode {
	const { query } = useLocation();
	const [entityType, setEntity] = useState<PlanInput['entityType']>('group');
	const [programName, setProgram] = useState('mips');
	const [apm, setApm] = useState('');
	const [count, setCount] = useState('');
	const [error, setError] = useState<string>();
	const add = () => {
		const clinicianCount = count.trim() === '' ? undefined : Number(count.replace(/[\s,]/g, ''));
		if (clinicianCount !== undefined && !(Number.isInteger(clinicianCount) && clinicianCount >= 1 && clinicianCount <= most_clinicians)) {
			setError('This must be a whole number from 1 to 1,000,000.');
			return;
		}
		const plan: PlanInput = {
			entityType,
			programName,
			...(apm && { apmParticipant: apm === 'yes' }),
			...(clinicianCount && { clinicianCount }),
		};
		const others = readPlans(query.get('plans')).filter((one) => writePlan(one) !== writePlan(plan));
		ask({ plans: writePlans([...others, plan]) });
		onDone();
	};
	return (
		<Form class="own-plan" label="Another way to report" onSubmit={add}>
			<div class="own-plan__fields">
				<SelectField
					name="entityType"
					label="Who reports"
					value={entityType}
					options={words.entities.map(({ value, text }) => ({ value, label: text }))}
					onChange={(value) => setEntity(value as PlanInput['entityType'])}
				/>
				<SelectField
					name="programName"
					label="Program"
					value={programName}
					options={words.programs.map(({ value, text }) => ({ value, label: text }))}
					onChange={setProgram}
				/>
				<SelectField
					name="apmParticipant"
					label="In an APM"
					optional="unsaid"
					value={apm}
					placeholder="As in the set-up"
					options={[
						{ value: 'yes', label: 'Yes' },
						{ value: 'no', label: 'No' },
					]}
					onChange={setApm}
				/>
				<TextField
					name="clinicianCount"
					optional
					label="Clinicians"
					inputMode="numeric"
					value={count}
					error={error}
					maxLength={9}
					onChange={(value) => {
						setCount(value);
						setError(undefined);
					}}
				/>
			</div>
			<div class="form__actions">
				<Button type="submit" variation="solid">
					Compare it
				</Button>
				<Button onClick={onDone}>Cancel</Button>
			</div>
		</Form>
	);
}
