// What is wrong with a form, above it. It takes the focus when it appears; each
// line leads to its field.
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { fieldId, problemOf } from '../api/problem';

export function ErrorSummary({ error }: { error: unknown }): VNode | null {
	const box = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (error) box.current?.focus();
	}, [error]);
	if (!error) return null;
	const problem = problemOf(error);
	const lead = (event: MouseEvent, id: string) => {
		const field = document.getElementById(id);
		event.preventDefault();
		// a group of choices is a fieldset: its first choice takes the focus
		const target = field?.matches('fieldset') ? field.querySelector<HTMLElement>('input') : field;
		target?.scrollIntoView({ block: 'center' });
		target?.focus({ preventScroll: true });
	};
	return (
		<div class="error-summary" role="alert" tabIndex={-1} ref={box}>
			<h2 class="error-summary__heading">{problem.title}</h2>
			{problem.detail && problem.detail !== problem.title && <p>{problem.detail}</p>}
			{problem.errors && problem.errors.length > 0 && (
				<ul>
					{problem.errors.map(({ path, message }) => (
						<li key={path + message}>
							<a href={'#' + fieldId(path)} onClick={(event) => lead(event, fieldId(path))}>
								{message}
							</a>
						</li>
					))}
				</ul>
			)}
			{problem.remedy && <p>{problem.remedy}</p>}
		</div>
	);
}
