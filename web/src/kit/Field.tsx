// What every field has: label, hint, error, and how they are tied together.
import type { ComponentChildren, VNode } from 'preact';
import { fieldId } from '../api/problem';
import { classes } from './classes';
import { useFieldError } from './Form';
import { Icon } from './Icon';

export interface FieldProps {
	name: string; // the member that it sends: errors for "/name" are shown here
	label: ComponentChildren;
	hint?: ComponentChildren;
	error?: string; // of the page's own; the API's comes by itself
	optional?: boolean | 'unsaid'; // 'unsaid': not needed, without the word (searches, choices with a default)
	disabled?: boolean;
	class?: string;
}

// For the input element.
export interface Control {
	id: string;
	name: string;
	disabled?: boolean;
	'aria-describedby'?: string;
	'aria-invalid'?: 'true';
	'aria-required'?: 'true';
}

export function FieldError({ id, children }: { id: string; children?: string }): VNode | null {
	if (!children) return null;
	return (
		<p class="ds-c-inline-error" id={id}>
			<Icon name="info" round /> <span class="ds-u-visibility--screen-reader">Error: </span>
			{children}
		</p>
	);
}

export function useControl(props: FieldProps): { control: Control; error?: string; hintId: string; errorId: string } {
	const given = useFieldError(props.name);
	const error = props.error ?? given;
	const id = fieldId(props.name);
	const hintId = id + '-hint';
	const errorId = id + '-error';
	const described = classes(Boolean(props.hint) && hintId, Boolean(error) && errorId);
	return {
		control: {
			id,
			name: props.name,
			disabled: props.disabled,
			'aria-describedby': described || undefined,
			'aria-invalid': error ? 'true' : undefined,
			'aria-required': props.optional ? undefined : 'true',
		},
		error,
		hintId,
		errorId,
	};
}

export const Optional = ({ when }: { when?: FieldProps['optional'] }): VNode | null =>
	when === true ? <span class="optional"> (optional)</span> : null;

interface Props extends FieldProps {
	children: (control: Control, invalid: boolean) => ComponentChildren;
	after?: ComponentChildren;
}

export function Field(props: Props): VNode {
	const { control, error, hintId, errorId } = useControl(props);
	return (
		<div class={classes('field', props.class)}>
			<label class="ds-c-label" for={control.id}>
				{props.label}
				<Optional when={props.optional} />
			</label>
			{props.hint && (
				<p class="ds-c-hint" id={hintId}>
					{props.hint}
				</p>
			)}
			<FieldError id={errorId}>{error}</FieldError>
			{props.children(control, Boolean(error))}
			{props.after}
		</div>
	);
}
