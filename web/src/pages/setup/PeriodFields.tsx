// When a clinician was with the practice: one time or several.
import type { VNode } from 'preact';
import type { Schema } from '../../api/types';
import { Button, DateField } from '../../kit';

export type MemberPeriod = Schema<'MemberPeriod'>;

interface Props {
	periods: readonly MemberPeriod[];
	onChange: (periods: MemberPeriod[]) => void;
}

const open: MemberPeriod = { from: null, to: null };

export function PeriodFields({ periods, onChange }: Props): VNode {
	const shown = periods.length > 0 ? periods : [open];
	const change = (at: number, to: Partial<MemberPeriod>) =>
		onChange(shown.map((period, i) => (i === at ? { ...period, ...to } : period)));
	return (
		<fieldset class="periods">
			<legend class="ds-c-label">With the practice</legend>
			<p class="ds-c-hint">Leave a day empty when it does not matter: was there before the year, or is still there.</p>
			{shown.map(({ from, to }, i) => (
				<div key={i} class="periods__one">
					<DateField
						name={`periods/${i}/from`}
						label="Joined"
						optional
						value={from ?? ''}
						onChange={(day) => change(i, { from: day || null })}
					/>
					<DateField
						name={`periods/${i}/to`}
						label="Left"
						optional
						value={to ?? ''}
						onChange={(day) => change(i, { to: day || null })}
					/>
					{shown.length > 1 && (
						<Button size="small" variation="ghost" onClick={() => onChange(shown.filter((_, at) => at !== i))}>
							Remove<span class="ds-u-visibility--screen-reader"> time {i + 1}</span>
						</Button>
					)}
				</div>
			))}
			<Button size="small" variation="ghost" icon="plus" onClick={() => onChange([...shown, open])}>
				Left and came back
			</Button>
		</fieldset>
	);
}
