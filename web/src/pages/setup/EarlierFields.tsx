// Activities that were attested elsewhere in earlier years: some count only every
// few years.
import type { VNode } from 'preact';
import { Button, NumberField, TextField } from '../../kit';
import type { PartProps } from './draft';

export function EarlierFields({ draft, change, year }: Pick<PartProps, 'draft' | 'change'> & { year: number }): VNode {
	const rows = draft.attestedBefore;
	const alter = (at: number, to: Partial<(typeof rows)[number]>) =>
		change({ attestedBefore: rows.map((row, i) => (i === at ? { ...row, ...to } : row)) });
	return (
		<>
			<p class="ds-c-hint">
				Some activities count only every few years. What was signed in mipsia is known; add what was attested
				elsewhere.
			</p>
			{rows.map((row, i) => (
				<div key={i} class="earlier">
					<TextField
						name={`attestedBefore/${i}/measureId`}
						label="Activity"
						hint="IA_PSPA_4, for example."
						size="medium"
						value={row.measureId}
						maxLength={20}
						onChange={(measureId) => alter(i, { measureId: measureId.toUpperCase().trim() })}
					/>
					<NumberField
						name={`attestedBefore/${i}/performanceYear`}
						label="Performance year"
						hint="Four digits."
						value={row.performanceYear || null}
						max={9999}
						onChange={(performanceYear) => alter(i, { performanceYear: performanceYear ?? 0 })}
					/>
					<Button
						size="small"
						variation="ghost"
						onClick={() => change({ attestedBefore: rows.filter((_, at) => at !== i) })}
					>
						Remove<span class="ds-u-visibility--screen-reader"> {row.measureId || `line ${i + 1}`}</span>
					</Button>
				</div>
			))}
			<p>
				<Button
					size="small"
					icon="plus"
					onClick={() => change({ attestedBefore: [...rows, { measureId: '', performanceYear: year - 1 }] })}
				>
					Add an activity
				</Button>
			</p>
		</>
	);
}
