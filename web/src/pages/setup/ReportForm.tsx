// The form of a year's settings.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api, type Reply } from '../../api/client';
import { isConflict } from '../../api/problem';
import { useAction } from '../../api/resource';
import { Alert, Button, ConflictNotice, Disclosure, Form, LinkButton, notify, TextField } from '../../kit';
import { sectionPath } from '../../layout/sections';
import { useLeaveGuard } from '../../router';
import { useWorkspace } from '../../workspace';
import { ApmFields, Circumstances } from './CircumstanceFields';
import type { Clinician } from './ClinicianForm';
import { differences, draftOf, type Draft, type Settings, type Vocabulary } from './draft';
import { EarlierFields } from './EarlierFields';
import { ProgramFields } from './ProgramFields';
import { ReadingFields } from './ReadingFields';
import { StatusFields } from './StatusFields';
import { useOtherYears, YearsTable } from './YearsTable';

interface Props {
	saved: Settings;
	put: (reply: Reply<Settings>) => void;
	vocabulary: Vocabulary;
	clinicians: readonly Clinician[];
}

function Notes({ saved }: { saved: Settings }): VNode {
	const { year, provisional, version, warnings } = saved;
	return (
		<>
			{provisional && (
				<Alert heading={`The rules of ${year} are provisional`}>
					<p>They follow what CMS proposed. The final rule may change them.</p>
				</Alert>
			)}
			{version === 0 && (
				<Alert heading={`Nothing is set for ${year} yet`}>
					<p>Until you save, a group under traditional MIPS is assumed.</p>
				</Alert>
			)}
			{warnings.length > 0 && (
				<Alert kind="warn" heading="Look at this">
					<ul class="warnings">
						{warnings.map(({ code, message }, i) => (
							<li key={code + i}>{message}</li>
						))}
					</ul>
				</Alert>
			)}
		</>
	);
}

export function ReportForm({ saved, put, vocabulary, clinicians }: Props): VNode {
	const { practice, year, can } = useWorkspace();
	const [draft, setDraft] = useState(() => draftOf(saved));
	const others = useOtherYears(practice.id, year);
	const change = (to: Partial<Draft>) => setDraft((old) => ({ ...old, ...to }));
	const dirty = JSON.stringify(draft) !== JSON.stringify(draftOf(saved));
	const may = can('manage');
	const save = useAction(async (version: number) => {
		const reply = await api.put('/practices/{practice}/years/{year}/settings', {
			path: { practice: practice.id, year },
			body: { ...draft, version },
		});
		put(reply);
		setDraft(draftOf(reply.data));
		notify('Saved');
	});
	useLeaveGuard(dirty);
	const conflict = isConflict(save.error) ? save.error : null;
	const theirs = conflict?.problem.current as Settings | undefined;
	const copy = (from: Settings) => {
		const here = clinicians.map(({ id }) => id);
		const kept = draftOf(from);
		setDraft({ ...kept, members: kept.members.filter((id) => here.includes(id)) });
		notify(`Copied from ${from.year}. Look it through, then save.`);
	};
	const parts = { draft, change, vocabulary };
	return (
		<div class="stack report">
			<Notes saved={saved} />
			{!may && (
				<Alert>
					<p>Only an administrator of the practice can change this.</p>
				</Alert>
			)}
			{others.data && others.data.length > 0 && (
				<Disclosure summary="Your years side by side" open={saved.version === 0}>
					<YearsTable current={saved} others={others.data} onCopy={may ? copy : undefined} />
				</Disclosure>
			)}
			{conflict && theirs && (
				<ConflictNotice
					error={conflict}
					differences={differences(draftOf(theirs), draft)}
					busy={save.busy}
					onMine={() => void save.run(theirs.version)}
					onTheirs={() => {
						put({ data: theirs, etag: null, status: 200, headers: new Headers() });
						setDraft(draftOf(theirs));
						save.clear();
					}}
				/>
			)}
			<Form
				error={conflict ? undefined : save.error}
				onSubmit={() => void save.run(saved.version)}
				label={`How you report in ${year}`}
			>
				<fieldset class="report__all" disabled={!may}>
					<legend class="ds-u-visibility--screen-reader">How you report in {year}</legend>
					<ProgramFields {...parts} clinicians={clinicians} />
					<StatusFields {...parts} settings={saved} />
					<ApmFields {...parts} />
					<div class="report__more">
						<Circumstances {...parts} />
						<Disclosure summary="Activities attested earlier, elsewhere" open={draft.attestedBefore.length > 0}>
							<EarlierFields draft={draft} change={change} year={year} />
						</Disclosure>
						<Disclosure summary="Advanced: rules that can be read in two ways">
							<ReadingFields {...parts} />
						</Disclosure>
					</div>
					<TextField
						name="note"
						label="Note"
						hint="For yourselves: who decided this, when CMS confirmed it."
						optional
						rows={2}
						value={draft.note}
						maxLength={4000}
						onChange={(note) => change({ note })}
					/>
				</fieldset>
				<p class="form__actions report__actions">
					{may && (
						<Button type="submit" variation={dirty || saved.version === 0 ? 'solid' : undefined} busy={save.busy}>
							Save
						</Button>
					)}
					<LinkButton to={sectionPath(practice.id, year)} variation={!dirty && saved.version > 0 ? 'solid' : undefined}>
						See what you need
					</LinkButton>
					{dirty && <span class="muted">There are changes that are not saved.</span>}
				</p>
			</Form>
		</div>
	);
}
