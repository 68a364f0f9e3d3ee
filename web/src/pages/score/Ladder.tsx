// How the points add up, line by line.
import type { VNode } from 'preact';
import { Table, type Column } from '../../kit';
import { number } from '../../format';
import { ladderOf, type Answer, type Rung } from './answer';
import { LineRule } from './Rule';

// A minus of its own width, read as one.
const signed = (points: number): string => (points < 0 ? `−${number(-points)}` : `+${number(points)}`);

interface Props {
	answer: Answer;
	name: string; // whose
	names: ReadonlyMap<string, string>;
}

function Fact({ rung, names }: { rung: Rung; names: ReadonlyMap<string, string> }): VNode {
	const { line } = rung;
	const id = /^IA_\w+/.exec(line.fact)?.[0];
	const name = id ? names.get(id) : undefined;
	return (
		<>
			{name && <span class="ladder__name">{name}</span>}
			{line.fact}
			<LineRule line={line} />
		</>
	);
}

export function Ladder({ answer, name, names }: Props): VNode {
	const rungs = ladderOf(answer);
	if (rungs.length === 0) return <p>Nothing brings points yet: the sum is 0 of {answer.maxPoints ?? 0}.</p>;
	const columns: Column<Rung>[] = [
		{ key: 'fact', header: 'What', rowHeader: true, cell: (rung) => <Fact rung={rung} names={names} />, class: 'ladder__fact' },
		{ key: 'points', header: 'Points', numeric: true, cell: ({ points }) => signed(points) },
		{ key: 'sum', header: 'Sum so far', numeric: true, cell: ({ sum }) => number(sum) },
	];
	return (
		<>
			<Table
				caption={'How the points of ' + name + ' add up'}
				hideCaption
				columns={columns}
				rows={rungs}
				rowKey={({ line }) => line.kind + line.fact}
			/>
			<p class="ladder__total">
				<span>The score</span>
				<strong>
					{number(answer.points ?? 0)} of {number(answer.maxPoints ?? 0)} points
				</strong>
			</p>
		</>
	);
}
