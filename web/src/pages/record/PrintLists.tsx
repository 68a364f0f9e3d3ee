// What is printed: for each activity its counter, and the clinicians with their
// periods. Made after the page has come to rest; a screen never shows it.
import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Key, Ledger } from './cells';
import { keyOf, type Cell } from './cells';
import { counterText, looks, whenHere } from './model';
import { periodsText } from './periods';

const rest_ms = 300;

const words = (cell: Cell): string =>
	cell.answer === 'met' ? looks.met.words : cell.answer === 'unknown' ? looks.dates.words : looks.short.words;

interface Props {
	ledger: Ledger;
	cells: ReadonlyMap<Key, Cell>;
}

export function PrintLists({ ledger, cells }: Props): VNode {
	const [rested, setRested] = useState<Props | null>(null);
	useEffect(() => {
		const timer = setTimeout(() => setRested({ ledger, cells }), rest_ms);
		return () => clearTimeout(timer);
	}, [ledger, cells]);
	return useMemo(() => <div class="record-print">{rested && <Lists {...rested} />}</div>, [rested]);
}

function Lists({ ledger, cells }: Props): VNode {
	return (
		<>
			{ledger.activities.map((activity) => {
				const missing = new Map(activity.missing.map((one) => [one.clinicianId, one]));
				const done = ledger.clinicians.flatMap((clinician) => {
					const cell = cells.get(keyOf(clinician.id, activity.measureId));
					return cell && cell.periods.length > 0 ? [{ clinician, cell }] : [];
				});
				const recorded = new Set(done.map(({ clinician }) => clinician.id));
				const others = activity.missing.filter(({ clinicianId }) => !recorded.has(clinicianId));
				return (
					<section class="record-print__activity" key={activity.measureId}>
						<h2>
							{activity.plainName} ({activity.measureId})
						</h2>
						<p>
							<strong>{counterText(activity)}.</strong> {activity.text}
						</p>
						{done.length > 0 && (
							<table class="table ds-c-table ds-c-table--borderless ds-c-table--compact">
								<caption class="ds-u-visibility--screen-reader">{activity.plainName}: who, and when</caption>
								<thead>
									<tr>
										<th scope="col">Clinician</th>
										<th scope="col">NPI</th>
										<th scope="col">Periods</th>
										<th scope="col">Days</th>
										<th scope="col">Status</th>
									</tr>
								</thead>
								<tbody>
									{done.map(({ clinician, cell }) => (
										<tr key={clinician.id}>
											<th scope="row">
												{clinician.name}
												<span class="record-grid__here">{whenHere(clinician.periods, ledger.year)}</span>
											</th>
											<td>{clinician.npi}</td>
											<td>
												{periodsText(cell.periods, ledger.year)}
												{cell.note && <span class="record-grid__here">Note: {cell.note}</span>}
											</td>
											<td>{cell.days > 0 ? cell.days : ''}</td>
											<td>
												{words(cell)}
												{cell.answer !== 'met' && missing.get(clinician.id) && `: ${missing.get(clinician.id)?.text}`}
											</td>
										</tr>
									))}
								</tbody>
							</table>
						)}
						{others.length > 0 && (
							<p>
								<strong>Nothing recorded ({others.length}):</strong> {others.map(({ name }) => name).join('; ')}
							</p>
						)}
					</section>
				);
			})}
		</>
	);
}
