// How large the practice is, and its special statuses: stated, or following from
// numbers, each with the rule.
import type { VNode } from 'preact';
import { plural } from '../../format';
import { Card, Checkbox, Citation, Disclosure, NumberField, StatusBadge } from '../../kit';
import type { Draft, PartProps, Settings } from './draft';
import { statusLabel } from './draft';

type Derived = Settings['derived'][number];
type Status = Draft['specialStatuses'][number];

const answers = { met: 'Yes', notMet: 'No', unknown: 'Not known' };
const counted = ['rural', 'hpsa', 'nonPatientFacing'] as const;

function StatusLine({ of, draft, change, help }: { of: Derived; help?: string } & Pick<PartProps, 'draft' | 'change'>): VNode {
	const status = of.status as Status;
	const stated = draft.specialStatuses.includes(status);
	const turn = (on: boolean) =>
		change({ specialStatuses: on ? [...draft.specialStatuses, status] : draft.specialStatuses.filter((one) => one !== status) });
	return (
		<li class="status">
			<div class="status__top">
				<h3 class="status__name">{statusLabel(status)}</h3>
				<StatusBadge status={of.answer}>{answers[of.answer]}</StatusBadge>
			</div>
			<p class="status__text">{of.text}</p>
			<Checkbox name={'state-' + status} label="CMS lists us with this status" optional="unsaid" checked={stated} onChange={turn} />
			{of.rule ? (
				<Citation
					statement={of.rule.statement}
					citation={of.rule.citation}
					confidence={of.rule.confidence}
					source={of.rule.source}
				/>
			) : (
				help && (
					<Disclosure summary="What is this?">
						<p>{help}</p>
					</Disclosure>
				)
			)}
		</li>
	);
}

interface Props extends PartProps {
	settings: Settings;
}

export function StatusFields({ draft, change, vocabulary, settings }: Props): VNode {
	const roster = settings.rosterCount ?? 0;
	const individual = draft.entityType === 'individual';
	return (
		<Card heading="Size and special statuses">
			<p>They change how many activities are needed. CMS's participation look-up shows them for your TIN.</p>
			<NumberField
				name="clinicianCount"
				label="Clinicians who bill under the TIN"
				hint={`The roster has ${plural(roster, 'clinician')} in ${settings.year}. Enter a number only if there are others.`}
				optional
				value={draft.clinicianCount}
				max={1_000_000}
				onChange={(clinicianCount) => change({ clinicianCount })}
			/>
			<ul role="list" class="statuses">
				{settings.derived.map((one) => (
					<StatusLine
						key={one.status}
						of={one}
						draft={draft}
						change={change}
						help={vocabulary.statuses.find(({ value }) => value === one.status)?.help}
					/>
				))}
			</ul>
			<Disclosure summary="Work them out from numbers">
				{individual ? (
					<NumberField
						name="patientFacingEncounters"
						label="Patient-facing encounters in the year"
						optional
						value={draft.patientFacingEncounters}
						max={10_000_000}
						onChange={(patientFacingEncounters) => change({ patientFacingEncounters })}
					/>
				) : (
					<div class="fields">
						{counted.map((key) => (
							<NumberField
								key={key}
								name={'statusCounts/' + key}
								label={`Clinicians who are ${key === 'hpsa' ? 'in an HPSA' : statusLabel(key).toLowerCase()}`}
								optional
								value={draft.statusCounts[key] ?? null}
								onChange={(count) => change({ statusCounts: { ...draft.statusCounts, [key]: count } })}
							/>
						))}
					</div>
				)}
			</Disclosure>
		</Card>
	);
}
