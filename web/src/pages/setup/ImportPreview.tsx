// What was found in a spreadsheet: refused rows with reasons, and what would change.
import type { VNode } from 'preact';
import type { Schema } from '../../api/types';
import { plural } from '../../format';
import { Badge, Disclosure, Table, type BadgeKind, type IconName } from '../../kit';

type Finding = Schema<'Finding'>;
type Change = Schema<'RosterImport'>['clinicians'][number];

const most = 200; // findings and clinicians that are listed

const looks: Record<Finding['severity'], { kind: BadgeKind; icon: IconName; words: string; rank: number }> = {
	error: { kind: 'alert', icon: 'cross', words: 'Refused', rank: 0 },
	warning: { kind: 'warn', icon: 'warning', words: 'Look', rank: 1 },
	repair: { kind: 'info', icon: 'check', words: 'Mended', rank: 2 },
};

const rank = (one: Finding) => looks[one.severity].rank;

export function ImportFindings({ findings }: { findings: readonly Finding[] }): VNode | null {
	// how many rows are refused stands above already
	const told = findings.filter(({ code }) => code !== 'rowsRefused');
	const shown = [...told].sort((a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0)).slice(0, most);
	if (shown.length === 0) return null;
	return (
		<>
			<Table
				caption="What was found in the file"
				compact
				rows={shown.map((finding, id) => ({ id, finding }))}
				rowKey={({ id }) => id}
				columns={[
					{
						key: 'where',
						header: 'Where',
						rowHeader: true,
						cell: ({ finding: { line, path } }) => (line ? `Row ${line}${path ? `, cell ${path}` : ''}` : 'The file'),
					},
					{
						key: 'what',
						header: 'Outcome',
						cell: ({ finding }) => (
							<Badge kind={looks[finding.severity].kind} icon={looks[finding.severity].icon}>
								{looks[finding.severity].words}
							</Badge>
						),
					},
					{
						key: 'why',
						header: 'Why',
						cell: ({ finding }) => (
							<>
								{finding.message} <span class="muted">{finding.remedy}</span>
							</>
						),
					},
				]}
			/>
			{told.length > most && <p class="muted">And {told.length - most} more.</p>}
		</>
	);
}

export function ImportChanges({ clinicians }: { clinicians: readonly Change[] }): VNode | null {
	if (clinicians.length === 0) return null;
	return (
		<Disclosure open={clinicians.length <= 12} summary={`${plural(clinicians.length, 'clinician')} would be added or changed`}>
			<Table
				caption="Added and changed"
				hideCaption
				compact
				rows={clinicians.slice(0, most)}
				rowKey={({ npi }) => npi}
				columns={[
					{ key: 'name', header: 'Clinician', cell: ({ name }) => name, rowHeader: true },
					{ key: 'npi', header: 'NPI', cell: ({ npi }) => npi },
					{ key: 'what', header: 'What', cell: ({ what }) => (what === 'added' ? 'New' : 'Changed') },
				]}
			/>
			{clinicians.length > most && <p class="muted">And {clinicians.length - most} more.</p>}
		</Disclosure>
	);
}
