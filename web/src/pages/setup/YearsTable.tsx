// How the practice reports in several years, side by side.
import type { VNode } from 'preact';
import { api, type Reply } from '../../api/client';
import { useResource, type Resource } from '../../api/resource';
import { Button, Table, type Column } from '../../kit';
import { draftOf, lines, type Settings } from './draft';

const most = 4; // other years, the nearest

async function read(practice: string, year: number, signal: AbortSignal): Promise<Reply<Settings[]>> {
	const years = await api.get('/practices/{practice}/years', { path: { practice }, signal });
	const others = years.data.years
		.filter((one) => one.hasSettings && one.year !== year)
		.sort((a, b) => Math.abs(a.year - year) - Math.abs(b.year - year) || b.year - a.year)
		.slice(0, most);
	const settings = await Promise.all(
		others.map((one) =>
			api.get('/practices/{practice}/years/{year}/settings', { path: { practice, year: one.year }, signal }),
		),
	);
	return { ...years, data: settings.map(({ data }) => data).sort((a, b) => b.year - a.year) };
}

// The settings of the nearest other years that were set.
export const useOtherYears = (practice: string, year: number): Resource<Settings[]> =>
	useResource((signal) => read(practice, year, signal), [practice, year]);

interface Props {
	current: Settings;
	others: readonly Settings[];
	onCopy?: (from: Settings) => void;
}

export function YearsTable({ current, others, onCopy }: Props): VNode {
	const years = [current, ...others].sort((a, b) => b.year - a.year);
	const drafts = new Map(years.map((one) => [one.year, draftOf(one)]));
	// lines that say the same nothing everywhere are left out
	const shown = lines.filter(({ name, words }) => {
		const texts = years.map(({ year }) => words(drafts.get(year)!));
		return name === 'Reports' || name === 'Clinicians' || texts.some((text) => text !== 'None' && text !== 'All of the roster');
	});
	const columns: Column<(typeof lines)[number]>[] = [
		{ key: 'name', header: 'What', cell: ({ name }) => name, rowHeader: true },
		...years.map(({ year }) => ({
			key: String(year),
			header: year === current.year ? `${year} (this year)` : String(year),
			cell: ({ words }: (typeof lines)[number]) => words(drafts.get(year)!),
		})),
	];
	return (
		<>
			<Table
				caption="Your years side by side"
				hideCaption
				responsive="scroll"
				compact
				columns={columns}
				rows={shown}
				rowKey={({ name }) => name}
			/>
			{onCopy && (
				<p class="row no-print">
					{others.map((one) => (
						<Button key={one.year} size="small" onClick={() => onCopy(one)}>
							Copy {one.year} to {current.year}
						</Button>
					))}
				</p>
			)}
		</>
	);
}
