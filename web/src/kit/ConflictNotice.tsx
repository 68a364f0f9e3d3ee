// Somebody else changed the same thing meanwhile: what is there now, what was
// entered here, and which of them shall stay. Nothing is lost.
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ApiError } from '../api/problem';
import { time } from '../format';
import { Button } from './Button';
import { Table } from './Table';

export interface Difference {
	name: string;
	theirs: ComponentChildren;
	mine: ComponentChildren;
}

interface Props {
	error: ApiError; // of which isConflict() is true
	differences: readonly Difference[];
	busy?: boolean;
	onMine: () => void; // save what was entered here over the other
	onTheirs: () => void; // drop what was entered here
}

export function ConflictNotice({ error, differences, busy, onMine, onTheirs }: Props): VNode {
	const box = useRef<HTMLDivElement>(null);
	const { changedBy, changedAt } = error.problem;
	useEffect(() => box.current?.focus(), [error]);
	return (
		<div class="conflict" role="alert" tabIndex={-1} ref={box}>
			<h3 class="conflict__heading">{changedBy ?? 'Somebody'} changed this while you did</h3>
			<p>
				{changedAt && `${time(changedAt)}. `}
				{differences.length > 0
					? 'Nothing is lost. Choose which shall stay.'
					: 'What is there now is the same as what you entered.'}
			</p>
			{differences.length > 0 && (
				<Table
					caption="What differs"
					hideCaption
					compact
					rows={differences}
					rowKey={(row) => row.name}
					columns={[
						{ key: 'name', header: 'What', cell: (row) => row.name, rowHeader: true },
						{ key: 'theirs', header: 'There now', cell: (row) => row.theirs },
						{ key: 'mine', header: 'Yours', cell: (row) => row.mine },
					]}
				/>
			)}
			<p class="row">
				<Button variation="solid" busy={busy} onClick={onMine}>
					Save mine
				</Button>
				<Button onClick={onTheirs}>Keep what is there now</Button>
			</p>
		</div>
	);
}
