// A form whose fields find their own errors: a field named "npi" shows the
// message that the API gave for "/npi".
import { createContext, type ComponentChildren, type VNode } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { fieldId, problemOf } from '../api/problem';
import { ErrorSummary } from './ErrorSummary';

const FieldErrors = createContext<ReadonlyMap<string, string>>(new Map());

export const useFieldError = (name: string): string | undefined => useContext(FieldErrors).get(fieldId(name));

interface Props {
	error?: unknown; // of useAction
	onSubmit: () => void;
	children: ComponentChildren;
	class?: string;
	label?: string;
}

export function Form({ error, onSubmit, children, class: more, label }: Props): VNode {
	const errors = useMemo(() => {
		const found = error ? (problemOf(error).errors ?? []) : [];
		// the first message of a field is the one that it shows
		return new Map([...found].reverse().map(({ path, message }) => [fieldId(path), message]));
	}, [error]);
	return (
		<form
			class={more}
			noValidate
			aria-label={label}
			onSubmit={(event) => {
				event.preventDefault();
				onSubmit();
			}}
		>
			<ErrorSummary error={error} />
			<FieldErrors.Provider value={errors}>{children}</FieldErrors.Provider>
		</form>
	);
}
