// Comes into sight after a moment only: what is quick does not flicker.
import type { VNode } from 'preact';

export function Loading({ children = 'Loading' }: { children?: string }): VNode {
	return (
		<div class="loading" role="status">
			<span class="ds-c-spinner" aria-hidden="true" /> <span>{children}</span>
		</div>
	);
}
