// The clinicians of the practice: typed in, or read from a spreadsheet.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Resource } from '../../api/resource';
import { Alert, Button, EmptyState, LinkButton } from '../../kit';
import { useWorkspace } from '../../workspace';
import { ClinicianForm, type Clinician } from './ClinicianForm';
import { RosterImport } from './RosterImport';
import { RosterTable } from './RosterTable';

interface Props {
	roster: Resource<{ clinicians: Clinician[] }>;
	next: string;
	onChanged: () => void; // what depends on the roster is to be read anew
}

type Doing = { what: 'add' } | { what: 'import' } | { what: 'change'; clinician: Clinician } | null;

export function RosterPart({ roster, next, onChanged }: Props): VNode {
	const { practice, can, reload } = useWorkspace();
	const [doing, setDoing] = useState<Doing>(null);
	const may = can('record');
	const clinicians = roster.data?.clinicians ?? [];
	const changed = () => {
		roster.reload();
		reload();
		onChanged();
	};
	const close = () => setDoing(null);
	const buttons = (
		<p class="row">
			<Button icon="upload" variation={clinicians.length === 0 ? 'solid' : undefined} onClick={() => setDoing({ what: 'import' })}>
				Read a spreadsheet
			</Button>
			<Button icon="plus" onClick={() => setDoing({ what: 'add' })}>
				Add a clinician
			</Button>
		</p>
	);
	return (
		<section class="setup__roster" aria-label="Clinicians">
			<p>
				All clinicians who bill under the TIN in the year, with the days on which they joined or left. They decide how
				many must take part.
			</p>
			{!may && (
				<Alert>
					<p>Your role lets you read the roster, but not change it.</p>
				</Alert>
			)}
			{may && clinicians.length > 0 && doing === null && <div class="no-print">{buttons}</div>}
			{doing?.what === 'import' && <RosterImport practice={practice.id} onDone={changed} onClose={close} />}
			{doing?.what === 'add' && <ClinicianForm practice={practice.id} clinician={null} onChanged={changed} onClose={close} />}
			{doing?.what === 'change' && (
				<ClinicianForm
					key={doing.clinician.id}
					practice={practice.id}
					clinician={doing.clinician}
					onChanged={changed}
					onClose={close}
				/>
			)}
			{clinicians.length > 0 ? (
				<RosterTable
					clinicians={clinicians}
					onChange={may ? (clinician) => setDoing({ what: 'change', clinician }) : undefined}
				/>
			) : (
				doing === null && (
					<EmptyState icon="person" heading="No clinicians yet" action={may && buttons}>
						<p>Read the spreadsheet that you have, or type them in.</p>
					</EmptyState>
				)
			)}
			<p class="form__actions">
				<LinkButton to={next} variation={clinicians.length > 0 && doing === null ? 'solid' : undefined}>
					Next: how you report
				</LinkButton>
			</p>
		</section>
	);
}
