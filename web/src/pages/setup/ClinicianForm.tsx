// Adding a clinician, or changing one.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../api/client';
import { isConflict, problemOf } from '../../api/problem';
import { useAction } from '../../api/resource';
import type { Schema } from '../../api/types';
import { Button, ConflictNotice, Form, notify, offerUndo, Panel, TextField, type Difference } from '../../kit';
import { periodWords } from '../../words';
import { PeriodFields, type MemberPeriod } from './PeriodFields';

export type Clinician = Schema<'Clinician'>;

interface Draft {
	npi: string;
	name: string;
	specialty: string;
	periods: MemberPeriod[];
}

const draftOf = (one: Clinician | null): Draft => ({
	npi: one?.npi ?? '',
	name: one?.name ?? '',
	specialty: one?.specialty ?? '',
	periods: one?.periods ?? [],
});

function differences(theirs: Clinician, mine: Draft): Difference[] {
	const rows: [string, string, string][] = [
		['NPI', theirs.npi, mine.npi],
		['Name', theirs.name, mine.name],
		['Specialty', theirs.specialty, mine.specialty],
		['With the practice', periodWords(theirs.periods), periodWords(mine.periods)],
	];
	return rows.filter(([, a, b]) => a !== b).map(([name, a, b]) => ({ name, theirs: a || 'empty', mine: b || 'empty' }));
}

interface Props {
	practice: string;
	clinician: Clinician | null; // null: a new one
	onChanged: () => void; // the roster is to be read anew
	onClose: () => void;
}

// A wholly empty time says nothing.
const told = (periods: readonly MemberPeriod[]) => periods.filter(({ from, to }) => from || to);

export function ClinicianForm({ practice, clinician, onChanged, onClose }: Props): VNode {
	const [draft, setDraft] = useState(() => draftOf(clinician));
	const [version, setVersion] = useState(clinician?.version ?? 0);
	const change = (to: Partial<Draft>) => setDraft({ ...draft, ...to });
	const path = { practice, clinician: clinician?.id ?? '' };
	const save = useAction(async (over: number) => {
		const body = { ...draft, periods: told(draft.periods) };
		if (clinician)
			await api.patch('/practices/{practice}/clinicians/{clinician}', { path, body: { ...body, version: over } });
		else await api.post('/practices/{practice}/clinicians', { path: { practice }, body });
		notify(clinician ? 'Saved' : `${draft.name} was added`);
		onChanged();
		onClose();
	});
	const mistake = useAction(async () => {
		try {
			const { data } = await api.patch('/practices/{practice}/clinicians/{clinician}', {
				path,
				body: { removed: true, version },
			});
			offerUndo(`${draft.name} was taken from the roster`, async () => {
				await api.patch('/practices/{practice}/clinicians/{clinician}', {
					path,
					body: { removed: false, version: data.version },
				});
				onChanged();
			});
			onChanged();
			onClose();
		} catch (error) {
			const problem = problemOf(error);
			notify(`Could not be taken from the roster. ${problem.detail ?? problem.title}`, 'problem');
		}
	});
	const conflict = isConflict(save.error) ? save.error : null;
	const theirs = conflict?.problem.current as Clinician | undefined;
	const takeTheirs = () => {
		if (theirs) {
			setDraft(draftOf(theirs));
			setVersion(theirs.version);
		}
		save.clear();
		onChanged();
	};
	return (
		<Panel heading={clinician ? `Change ${clinician.name}` : 'Add a clinician'}>
			{conflict && theirs && (
				<ConflictNotice
					error={conflict}
					differences={differences(theirs, draft)}
					busy={save.busy}
					onMine={() => void save.run(theirs.version)}
					onTheirs={takeTheirs}
				/>
			)}
			<Form error={conflict ? undefined : save.error} onSubmit={() => void save.run(version)} label="Clinician">
				<div class="fields">
					<TextField name="npi" label="NPI" hint="Ten digits." inputMode="numeric" maxLength={20} value={draft.npi} onChange={(npi) => change({ npi })} />
					<TextField name="name" label="Name" hint="Last name, first name." maxLength={160} value={draft.name} onChange={(name) => change({ name })} />
					<TextField name="specialty" label="Specialty" optional maxLength={120} value={draft.specialty} onChange={(specialty) => change({ specialty })} />
				</div>
				<PeriodFields periods={draft.periods} onChange={(periods) => change({ periods })} />
				<p class="form__actions">
					<Button type="submit" variation="solid" busy={save.busy}>
						{clinician ? 'Save' : 'Add'}
					</Button>
					<Button onClick={onClose}>Cancel</Button>
					{clinician && (
						<Button variation="ghost" busy={mistake.busy} onClick={() => void mistake.run()}>
							Entered by mistake
						</Button>
					)}
				</p>
				{clinician && (
					<p class="muted">For somebody who left, enter the last day: they stay in the roster and count for their time.</p>
				)}
			</Form>
		</Panel>
	);
}
