// The field that typing into a cell opens. What cannot be read stays in it.
import type { VNode } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { classes } from '../../kit';

export type Then = 'down' | 'up' | 'right' | 'left' | 'all' | 'stay';

interface Props {
	label: string;
	initial: string;
	commit: (text: string, then: Then) => string | null; // what is wrong
	cancel: () => void;
}

export function CellInput({ label, initial, commit, cancel }: Props): VNode {
	const [text, setText] = useState(initial);
	const [error, setError] = useState('');
	const field = useRef<HTMLInputElement>(null);
	const done = useRef(false);
	const id = useId();
	useLayoutEffect(() => {
		field.current?.focus();
		field.current?.setSelectionRange(initial.length, initial.length);
	}, []);
	const finish = (then: Then) => {
		if (done.current) return;
		const wrong = text === initial && then === 'stay' ? null : commit(text, then);
		if (wrong !== null) return setError(wrong);
		done.current = true;
		if (text === initial && then === 'stay') cancel();
	};
	const keys = (event: KeyboardEvent) => {
		event.stopPropagation(); // the grid has other uses for them
		const then: Then | undefined =
			event.key === 'Enter'
				? event.ctrlKey || event.metaKey
					? 'all'
					: event.shiftKey
						? 'up'
						: 'down'
				: event.key === 'Tab'
					? event.shiftKey
						? 'left'
						: 'right'
					: undefined;
		if (event.key === 'Escape') {
			event.preventDefault();
			done.current = true;
			cancel();
		} else if (then) {
			event.preventDefault();
			finish(then);
		}
	};
	return (
		<span class="record-type">
			<input
				ref={field}
				class={classes('record-type__field', error !== '' && 'record-type__field--error')}
				type="text"
				value={text}
				aria-label={label}
				aria-invalid={error ? 'true' : undefined}
				aria-describedby={error ? id : undefined}
				autoComplete="off"
				spellcheck={false}
				onInput={(event) => {
					setText(event.currentTarget.value);
					setError('');
				}}
				onKeyDown={keys}
				onBlur={() => finish('stay')}
			/>
			{error && (
				<span class="record-type__error" id={id} role="alert">
					{error}
				</span>
			)}
		</span>
	);
}
