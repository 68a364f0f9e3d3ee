// The TIN: shown masked, entered anew, never shown again.
import type { VNode } from 'preact';
import { Button, TextField } from '../../kit';

// null: as it is. '': taken away.
export type TinChange = string | null;

interface Props {
	masked: string | null;
	value: TinChange;
	onChange: (value: TinChange) => void;
	disabled?: boolean;
}

export function TinField({ masked, value, onChange, disabled }: Props): VNode {
	if (masked !== null && value === null)
		return (
			<div class="field tin">
				<p class="ds-c-label">TIN</p>
				<p class="row tin__shown">
					<span class="tin__masked">{masked}</span>
					{!disabled && (
						<Button size="small" onClick={() => onChange('')}>
							Enter anew
						</Button>
					)}
				</p>
			</div>
		);
	return (
		<>
			<TextField
				name="tin"
				label="TIN"
				hint="Nine digits. It is kept encrypted and shown as XX-XXX1234."
				optional
				size="medium"
				inputMode="numeric"
				spellcheck={false}
				maxLength={20}
				disabled={disabled}
				value={value ?? ''}
				onChange={onChange}
			/>
			{masked !== null && (
				<p class="row">
					<Button size="small" variation="ghost" onClick={() => onChange(null)}>
						Keep {masked}
					</Button>
					{value === '' && <span class="muted">Saved empty, the TIN is taken away.</span>}
				</p>
			)}
		</>
	);
}
