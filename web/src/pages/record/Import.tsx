// Activity records from a spreadsheet: first what would change, then it is done.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { apiUrl, upload } from '../../api/client';
import { useAction } from '../../api/resource';
import type { Schema } from '../../api/types';
import { number, plural } from '../../format';
import {
	Alert,
	Badge,
	Button,
	Card,
	DownloadButton,
	FileDrop,
	Loading,
	ProblemAlert,
	Table,
	type BadgeKind,
	type Column,
	type IconName,
} from '../../kit';

type Answer = Schema<'LedgerImport'>;
type Finding = Schema<'Finding'>;

interface Props {
	practice: string;
	year: number;
	onApplied: (answer: Answer, file: string) => void;
	onClose: () => void;
}

const severities: Record<Finding['severity'], { kind: BadgeKind; icon: IconName; words: string }> = {
	error: { kind: 'alert', icon: 'cross', words: 'Refused' },
	warning: { kind: 'warn', icon: 'warning', words: 'Look at this' },
	repair: { kind: 'info', icon: 'info', words: 'Repaired' },
};

const by_row = { key: 'line', descending: false };

const columns: Column<Finding & { place: number }>[] = [
	{
		key: 'line',
		header: 'Row',
		numeric: true,
		rowHeader: true,
		sort: ({ line }) => line,
		cell: ({ line }) => line ?? 'File',
	},
	{
		key: 'severity',
		header: 'What',
		sort: ({ severity }) => severity,
		cell: ({ severity }) => {
			const { kind, icon, words } = severities[severity];
			return (
				<Badge kind={kind} icon={icon}>
					{words}
				</Badge>
			);
		},
	},
	{
		key: 'message',
		header: 'Why',
		cell: ({ message, remedy }) => (
			<>
				{message}
				{remedy && <span class="record-import__remedy">{remedy}</span>}
			</>
		),
	},
];

function Sums({ answer }: { answer: Answer }): VNode {
	const sums: [string, number][] = [
		['added', answer.added],
		['changed', answer.changed],
		['there already', answer.unchanged],
		['refused', answer.refused],
		['not in the roster', answer.notInRoster ?? 0],
		['of another TIN', answer.otherTin ?? 0],
		['of another year', answer.otherYear ?? 0],
	];
	return (
		<ul class="record-import__sums" role="list">
			{sums
				.filter(([, n], i) => i < 4 || n > 0)
				.map(([words, n]) => (
					<li key={words}>
						<strong>{number(n)}</strong> {words}
					</li>
				))}
		</ul>
	);
}

function Preview({ answer, file }: { answer: Answer; file: string }): VNode {
	const rows = answer.findings.map((finding, place) => ({ ...finding, place }));
	const change = answer.added + answer.changed;
	return (
		<div class="record-import__preview">
			<h3>
				{file}: {plural(answer.rows, 'row')}
			</h3>
			<Sums answer={answer} />
			{change === 0 && (
				<Alert>
					<p>Nothing would change. {answer.refused > 0 && 'Correct the file, then choose it again.'}</p>
				</Alert>
			)}
			{rows.length > 0 && (
				<Table
					caption="What was found in the file"
					columns={columns}
					rows={rows}
					rowKey={({ place }) => place}
					order={by_row}
					compact
				/>
			)}
		</div>
	);
}

export function Import({ practice, year, onApplied, onClose }: Props): VNode {
	const [file, setFile] = useState<File | null>(null);
	const [answer, setAnswer] = useState<Answer | null>(null);
	const url = (apply: boolean) => apiUrl('/practices/{practice}/years/{year}/ledger/import', { practice, year }, { apply });
	const look = useAction(async (next: File) => {
		setFile(next);
		setAnswer(null);
		setAnswer((await upload<Answer>(url(false), next)).data);
	});
	const apply = useAction(async () => {
		if (!file) return;
		onApplied((await upload<Answer>(url(true), file)).data, file.name);
	});
	const change = answer ? answer.added + answer.changed : 0;
	return (
		<Card
			heading="Import records"
			class="record-import no-print"
			aside={
				<Button size="small" variation="ghost" icon="cross" onClick={onClose}>
					Close
				</Button>
			}
		>
			<p>
				A spreadsheet with a row for each clinician and activity: NPI, activity, first day, last day. You see what
				would change before anything is saved. Periods are only added, never taken away.
			</p>
			<div class="row">
				<DownloadButton size="small" url={apiUrl('/templates/{kind}', { kind: 'records.xlsx' }, { year })}>
					Template for Excel
				</DownloadButton>
				<DownloadButton size="small" url={apiUrl('/templates/{kind}', { kind: 'records.csv' }, { year })}>
					Template as CSV
				</DownloadButton>
			</div>
			<FileDrop
				name="records"
				label="CSV or Excel file"
				accept=".csv,.xlsx,text/csv"
				multiple={false}
				camera={false}
				onFiles={([first]) => first && void look.run(first)}
			/>
			{look.busy && <Loading>Reading the file</Loading>}
			{look.error !== undefined && (
				<ProblemAlert error={look.error} retry={file ? () => void look.run(file) : undefined} />
			)}
			{answer && file && <Preview answer={answer} file={file.name} />}
			{apply.error !== undefined && <ProblemAlert error={apply.error} />}
			{answer && (
				<div class="form__actions">
					<Button variation="solid" disabled={change === 0} busy={apply.busy} onClick={() => void apply.run()}>
						Apply {plural(change, 'change')}
					</Button>
					<Button onClick={onClose}>Cancel</Button>
				</div>
			)}
		</Card>
	);
}
