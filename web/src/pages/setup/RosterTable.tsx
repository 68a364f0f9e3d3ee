// The roster: found by name or NPI, sorted, a page at a time.
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { plural } from '../../format';
import { Button, Pagination, sorted, Table, TextField, type Column, type Order } from '../../kit';
import { periodWords } from '../../words';
import type { Clinician } from './ClinicianForm';

const per_page = 50;
const few = 10; // clinicians that need no search

interface Props {
	clinicians: readonly Clinician[];
	onChange?: (clinician: Clinician) => void; // absent: may not be changed
}

function columnsOf(onChange: Props['onChange']): Column<Clinician>[] {
	const columns: Column<Clinician>[] = [
		{ key: 'name', header: 'Clinician', cell: (row) => row.name, sort: (row) => row.name, rowHeader: true },
		{ key: 'npi', header: 'NPI', cell: (row) => row.npi, sort: (row) => row.npi },
		{ key: 'specialty', header: 'Specialty', cell: (row) => row.specialty || <span class="muted">-</span>, sort: (row) => row.specialty },
		{
			key: 'periods',
			header: 'With the practice',
			cell: (row) => periodWords(row.periods),
			sort: (row) => row.periods[0]?.from ?? '0000',
		},
	];
	if (onChange)
		columns.push({
			key: 'change',
			header: 'Actions',
			hideHeader: true,
			class: 'roster__act',
			cell: (row) => (
				<Button size="small" onClick={() => onChange(row)}>
					Change<span class="ds-u-visibility--screen-reader"> {row.name}</span>
				</Button>
			),
		});
	return columns;
}

export function RosterTable({ clinicians, onChange }: Props): VNode {
	const [words, setWords] = useState('');
	const [page, setPage] = useState(1);
	const [order, setOrder] = useState<Order>({ key: 'name', descending: false });
	const columns = columnsOf(onChange);
	const found = useMemo(() => {
		const wanted = words.trim().toLowerCase();
		const fits = clinicians.filter(
			(one) => one.name.toLowerCase().includes(wanted) || one.npi.includes(wanted) || one.specialty.toLowerCase().includes(wanted),
		);
		return sorted(fits, columns.find(({ key }) => key === order.key), order.descending);
	}, [clinicians, words, order]);
	const pages = Math.max(1, Math.ceil(found.length / per_page));
	const at = Math.min(page, pages);
	return (
		<>
			{clinicians.length > few && (
				<div class="filters no-print">
					<TextField
						name="find"
						label="Find a clinician"
						type="search"
						optional="unsaid"
						value={words}
						onChange={(next) => {
							setWords(next);
							setPage(1);
						}}
					/>
				</div>
			)}
			<Table
				caption={plural(clinicians.length, 'clinician') + (words ? `, ${found.length} found` : '')}
				columns={columns}
				rows={found.slice((at - 1) * per_page, at * per_page)}
				rowKey={(row) => row.id}
				order={order}
				onOrder={setOrder}
				empty="Nobody fits the search."
			/>
			<Pagination label="Pages of the roster" page={at} pages={pages} total={found.length} onPage={setPage} />
		</>
	);
}
