// Practice or year in the header. The page changes when the choice is made,
// which its label says.
import type { VNode } from 'preact';
import type { Option } from '../kit/SelectField';

interface Props {
	label: string;
	value: string;
	options: readonly Option[];
	onChange: (value: string) => void;
}

export function Switcher({ label, value, options, onChange }: Props): VNode {
	return (
		<label class="switcher">
			<span class="switcher__label">{label}</span>
			<select
				class="switcher__select"
				title={label + ' (changes the page)'}
				value={value}
				onChange={(event) => onChange(event.currentTarget.value)}
			>
				{options.map((option) => (
					<option key={option.value} value={option.value} disabled={option.disabled}>
						{option.label}
					</option>
				))}
			</select>
		</label>
	);
}
