import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { dateRange, maskedTin } from '../../format';
import { Card, Facts, LinkButton, Meter, Pagination, StatusBadge, Table, UploadItem, type Column } from '../../kit';
import { OfflineError } from '../../api/problem';
import type { Status } from '../../kit/Badge';

interface Line {
	name: string;
	npi: string;
	from: string;
	to: string;
	days: number | null;
	status: Status;
}

const lines: Line[] = [
	{ name: 'Amara Okafor', npi: '1234567893', from: '2026-01-12', to: '2026-04-30', days: 109, status: 'met' },
	{ name: 'Ben Castellanos', npi: '1993999998', from: '2026-09-14', to: '2026-11-02', days: 50, status: 'notMet' },
	{ name: 'Chidi Ibe', npi: '1558598797', from: '2026-06-01', to: '2026-08-29', days: null, status: 'unknown' },
];

const columns: Column<Line>[] = [
	{ key: 'name', header: 'Clinician', cell: (row) => row.name, sort: (row) => row.name, rowHeader: true },
	{ key: 'npi', header: 'NPI', cell: (row) => row.npi },
	{ key: 'span', header: 'Days', cell: (row) => dateRange(row.from, row.to), sort: (row) => row.from },
	{ key: 'days', header: 'Length', cell: (row) => row.days ?? 'not known', sort: (row) => row.days, numeric: true },
	{ key: 'status', header: '90 days', cell: (row) => <StatusBadge status={row.status} />, sort: (row) => row.status },
	{
		key: 'act',
		header: 'Actions',
		hideHeader: true,
		cell: (row) => (
			<LinkButton size="small" to={'/kitchen?npi=' + row.npi}>
				Change<span class="ds-u-visibility--screen-reader"> {row.name}</span>
			</LinkButton>
		),
	},
];

export function DataParts(): VNode {
	const [page, setPage] = useState(4);
	return (
		<>
			<Table
				caption="Who performed IA_BE_6"
				columns={columns}
				rows={lines}
				rowKey={(row) => row.npi}
				order={{ key: 'name', descending: false }}
			/>
			<Pagination label="Pages of the ledger" page={page} pages={12} total={580} onPage={setPage} />
			<Table
				caption="An empty table that scrolls on a phone"
				responsive="scroll"
				compact
				columns={columns}
				rows={[]}
				rowKey={(row) => row.npi}
				empty="Nobody has recorded anything yet."
			/>
			<div class="grid">
				<Card heading="Practice">
					<Facts
						facts={[
							['Name', 'Riverside Family Practice'],
							['TIN', maskedTin('123456789')],
							['Reports as', 'Group, traditional MIPS'],
						]}
					/>
				</Card>
				<Card heading="Progress" aside={<StatusBadge status="notMet" />}>
					<Meter label="IA_BE_6" value={7} max={17} mark={9} text="7 of 17 clinicians; 9 are needed" state="notMet" />
					<Meter label="IA_EPA_1" value={12} max={17} mark={9} text="12 of 17 clinicians; 9 are needed" state="met" />
					<Meter label="Points" value={20} max={40} text="20 of 40 points" />
				</Card>
			</div>
			<div>
				<UploadItem name="survey-results.pdf" size={2_400_000} sent={900_000} onCancel={() => undefined} />
				<UploadItem name="minutes.docx" size={41_000} sent={41_000} done />
				<UploadItem name="photo.jpg" size={5_100_000} sent={0} error={new OfflineError()} onRetry={() => undefined} />
			</div>
		</>
	);
}
