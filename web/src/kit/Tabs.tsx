// Panels of which one is shown. Arrow keys, Home and End move between the tabs.
import type { ComponentChildren, VNode } from 'preact';
import { useId, useRef } from 'preact/hooks';

export interface Tab {
	key: string;
	label: ComponentChildren;
	panel: () => ComponentChildren;
}

interface Props {
	label: string;
	tabs: readonly Tab[];
	selected: string;
	onSelect: (key: string) => void;
}

export function Tabs({ label, tabs, selected, onSelect }: Props): VNode {
	const id = useId();
	const bar = useRef<HTMLDivElement>(null);
	const index = Math.max(0, tabs.findIndex((tab) => tab.key === selected));
	const go = (to: number) => {
		const tab = tabs[(to + tabs.length) % tabs.length];
		if (!tab) return;
		onSelect(tab.key);
		bar.current?.querySelector<HTMLElement>(`[id="${id}-${tab.key}"]`)?.focus();
	};
	const keys: Record<string, () => void> = {
		ArrowRight: () => go(index + 1),
		ArrowLeft: () => go(index - 1),
		Home: () => go(0),
		End: () => go(tabs.length - 1),
	};
	const current = tabs[index];
	return (
		<div class="tabs">
			<div class="ds-c-tabs tabs__bar" role="tablist" aria-label={label} ref={bar}>
				{tabs.map((tab, i) => (
					<button
						key={tab.key}
						type="button"
						role="tab"
						class="ds-c-tabs__item"
						id={`${id}-${tab.key}`}
						aria-selected={i === index}
						aria-controls={id + '-panel'}
						tabIndex={i === index ? 0 : -1}
						onClick={() => onSelect(tab.key)}
						onKeyDown={(event) => {
							const act = keys[event.key];
							if (!act) return;
							event.preventDefault();
							act();
						}}
					>
						{tab.label}
					</button>
				))}
			</div>
			<div
				class="ds-c-tabs__panel"
				role="tabpanel"
				id={id + '-panel'}
				tabIndex={0}
				aria-labelledby={`${id}-${current?.key}`}
			>
				{current?.panel()}
			</div>
		</div>
	);
}
