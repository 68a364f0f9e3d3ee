// Check boxes and radio buttons.
import type { ComponentChildren, VNode } from 'preact';
import { fieldId } from '../api/problem';
import { classes } from './classes';
import { FieldError, Optional, useControl, type FieldProps } from './Field';

export interface Choice {
	value: string;
	label: ComponentChildren;
	hint?: ComponentChildren;
	disabled?: boolean;
}

interface OneProps {
	id: string;
	name: string;
	type: 'checkbox' | 'radio';
	choice: Choice;
	checked: boolean;
	invalid?: boolean;
	onChange: (checked: boolean) => void;
}

function One({ id, name, type, choice, checked, invalid, onChange }: OneProps): VNode {
	return (
		<div class="ds-c-choice-wrapper">
			<input
				class={classes('ds-c-choice', invalid && 'ds-c-choice--error')}
				type={type}
				id={id}
				name={name}
				value={choice.value}
				checked={checked}
				disabled={choice.disabled}
				aria-describedby={choice.hint ? id + '-hint' : undefined}
				onChange={(event) => onChange(event.currentTarget.checked)}
			/>
			<label class="ds-c-label" for={id}>
				{choice.label}
			</label>
			{choice.hint && (
				<p class="ds-c-hint choice__hint" id={id + '-hint'}>
					{choice.hint}
				</p>
			)}
		</div>
	);
}

function Group(props: FieldProps & { children: ComponentChildren; role?: 'radiogroup' }): VNode {
	const { control, error, hintId, errorId } = useControl(props);
	return (
		<fieldset
			class={classes('ds-c-fieldset', 'field', props.class)}
			id={control.id}
			role={props.role}
			aria-describedby={control['aria-describedby']}
			aria-required={props.role && control['aria-required']}
			aria-invalid={props.role && control['aria-invalid']}
			disabled={props.disabled}
		>
			<legend class="ds-c-label">
				{props.label}
				<Optional when={props.optional} />
			</legend>
			{props.hint && (
				<p class="ds-c-hint" id={hintId}>
					{props.hint}
				</p>
			)}
			<FieldError id={errorId}>{error}</FieldError>
			{props.children}
		</fieldset>
	);
}

interface GroupProps extends FieldProps {
	choices: readonly Choice[];
}

export function CheckboxGroup(
	props: GroupProps & { values: readonly string[]; onChange: (values: string[]) => void },
): VNode {
	const { choices, values, onChange, name } = props;
	const change = (value: string, checked: boolean) =>
		onChange(choices.map((c) => c.value).filter((v) => (v === value ? checked : values.includes(v))));
	return (
		<Group {...props}>
			{choices.map((choice) => (
				<One
					key={choice.value}
					id={`${fieldId(name)}-${choice.value}`}
					type="checkbox"
					name={name}
					choice={choice}
					checked={values.includes(choice.value)}
					onChange={(checked) => change(choice.value, checked)}
				/>
			))}
		</Group>
	);
}

export function RadioGroup(props: GroupProps & { value: string; onChange: (value: string) => void }): VNode {
	const { choices, value, onChange, name } = props;
	return (
		<Group {...props} role="radiogroup">
			{choices.map((choice) => (
				<One
					key={choice.value}
					id={`${fieldId(name)}-${choice.value}`}
					type="radio"
					name={name}
					choice={choice}
					checked={choice.value === value}
					onChange={() => onChange(choice.value)}
				/>
			))}
		</Group>
	);
}

type CheckboxProps = FieldProps & { checked: boolean; onChange: (checked: boolean) => void };

// One check box on its own.
export function Checkbox(props: CheckboxProps): VNode {
	const { control, error, errorId } = useControl({ ...props, hint: undefined });
	const choice = { value: 'yes', label: props.label, hint: props.hint, disabled: props.disabled };
	return (
		<div class={classes('field', props.class)}>
			<FieldError id={errorId}>{error}</FieldError>
			<One
				id={control.id}
				name={props.name}
				type="checkbox"
				choice={choice}
				checked={props.checked}
				invalid={Boolean(error)}
				onChange={props.onChange}
			/>
		</div>
	);
}
