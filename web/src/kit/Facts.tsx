// Names and values, one below the other.
import type { ComponentChildren, VNode } from 'preact';

export function Facts({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }): VNode {
	return (
		<dl class="facts">
			{facts.map(([name, value]) => (
				<div key={name} class="facts__pair">
					<dt>{name}</dt>
					<dd>{value}</dd>
				</div>
			))}
		</dl>
	);
}
