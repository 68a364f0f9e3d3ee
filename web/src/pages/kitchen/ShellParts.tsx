import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Card, Steps, Tabs } from '../../kit';
import { Breadcrumb } from '../../layout/Breadcrumb';
import { Navigation } from '../../layout/Navigation';

const steps = [
	{ key: 'file', label: 'Choose a file', done: true, to: '/kitchen?step=file' },
	{ key: 'check', label: 'Check what was read' },
	{ key: 'apply', label: 'Apply' },
];

export function ShellParts(): VNode {
	const [tab, setTab] = useState('mips');
	return (
		<>
			<Card heading="Steps, tabs, navigation">
				<Steps label="Import of a roster" steps={steps} current="check" />
				<Tabs
					label="How to report"
					selected={tab}
					onSelect={setTab}
					tabs={[
						{ key: 'mips', label: 'Traditional MIPS', panel: () => <p>Two activities are needed.</p> },
						{ key: 'mvp', label: 'MVP', panel: () => <p>One activity of the MVP is needed.</p> },
						{ key: 'app', label: 'APP', panel: () => <p>Full credit without a report.</p> },
					]}
				/>
			</Card>
			<Card heading="Sections">
				<div class="grid">
					<nav aria-label="Sections of the example">
						<Navigation practice="p1" year={2026} current="record" />
					</nav>
					<div>
						<Breadcrumb
							crumbs={[{ label: 'Practices', to: '/' }, { label: 'Riverside Family Practice', to: '/p/p1/2026' }, { label: 'Record' }]}
						/>
					</div>
				</div>
			</Card>
		</>
	);
}
