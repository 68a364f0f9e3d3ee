// The days that matter, soonest first.
import type { VNode } from 'preact';
import type { Schema } from '../../api/types';
import { date } from '../../format';
import { Badge, Citation, Table, type BadgeKind, type IconName } from '../../kit';
import { daysLeft } from '../../words';

type Deadline = Schema<'Deadline'>;

const soon = 30; // days

function look(days: number): { kind: BadgeKind; icon: IconName } {
	if (days < 0) return { kind: 'plain', icon: 'check' };
	return days <= soon ? { kind: 'warn', icon: 'clock' } : { kind: 'info', icon: 'clock' };
}

export function DeadlineTable({ deadlines }: { deadlines: readonly Deadline[] }): VNode {
	return (
		<Table
			caption="The days that matter"
			hideCaption
			rows={deadlines.map((deadline, id) => ({ deadline, id }))}
			rowKey={({ id }) => id}
			empty="There is no deadline."
			columns={[
				{ key: 'date', header: 'Day', class: 'deadlines__day', cell: ({ deadline }) => date(deadline.date) },
				{
					key: 'left',
					header: 'Left',
					cell: ({ deadline: { daysLeft: days } }) => <Badge {...look(days)}>{days < 0 ? 'Over' : daysLeft(days)}</Badge>,
				},
				{
					key: 'what',
					header: 'What',
					rowHeader: true,
					cell: ({ deadline }) => (
						<>
							{deadline.title}
							<span class="deadlines__detail">{deadline.detail}</span>
							{deadline.rule && (
								<span class="no-print">
									<Citation
										statement={deadline.rule.statement}
										citation={deadline.rule.citation}
										confidence={deadline.rule.confidence}
										source={deadline.rule.source}
									/>
								</span>
							)}
						</>
					),
				},
			]}
		/>
	);
}
