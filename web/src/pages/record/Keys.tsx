// The keys of the grid.
import type { VNode } from 'preact';

const moving: readonly (readonly [string, string])[] = [
	['Arrow keys', 'Move. With Ctrl to the edge, with Shift select a range'],
	['Home, End', 'First or last activity. With Ctrl first or last cell'],
	['Page Up, Page Down', 'Ten clinicians up or down'],
	['Shift + Space, Ctrl + Space', 'Select the clinician, the activity'],
	['Ctrl + A', 'Select everything'],
	['Ctrl + C', 'Copy, also into a spreadsheet'],
];

const changing: readonly (readonly [string, string])[] = [
	['Any letter or digit', 'Write a period: 2 Jan - 30 Apr; 2 Jan + 90; from 2 Jan; ? for days not known; several apart by ;'],
	['F2', 'Change what is written'],
	['Enter, while writing', 'Save, and one down. With Ctrl into all that is selected'],
	['Enter', 'The form with days, note and short cuts'],
	['Esc', 'Leave it as it was'],
	['Delete', 'Empty the selected cells'],
	['Ctrl + V', 'Paste, also from a spreadsheet'],
	['Ctrl + Z', 'Take back the last change'],
];

export function Keys({ readOnly }: { readOnly: boolean }): VNode {
	return (
		<dl class="record-keys">
			{[...moving, ...(readOnly ? [] : changing)].map(([key, what]) => (
				<div key={key} class="record-keys__pair">
					<dt>{key}</dt>
					<dd>{what}</dd>
				</div>
			))}
		</dl>
	);
}
