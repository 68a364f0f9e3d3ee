// What somebody sees who has no practice yet: three steps, the first of them here.
import type { VNode } from 'preact';
import { Card, EmptyState } from '../../kit';
import { PageTitle } from '../../layout/PageTitle';
import { AddDemonstration } from './Demonstration';
import { NewPractice } from './NewPractice';

const steps = [
	{ name: 'Name your practice', words: 'A name is enough to begin.' },
	{ name: 'Add your clinicians', words: 'Drop the spreadsheet that you have, or type them in.' },
	{ name: 'See what you need', words: 'How many activities, by when, and what they are worth.' },
];

export function FirstRun({ year }: { year: number }): VNode {
	return (
		<>
			<PageTitle title="Welcome" lead="Plan, record and prove your MIPS improvement activities, and sign what you attest.">
				Welcome to mipsia
			</PageTitle>
			<ol class="first" role="list">
				{steps.map(({ name, words }, i) => (
					<li key={name} class="first__step">
						<span class="first__number" aria-hidden="true">
							{i + 1}
						</span>
						<div>
							<h2 class="first__name">{name}</h2>
							<p>{words}</p>
						</div>
					</li>
				))}
			</ol>
			<Card heading="Step 1: name your practice">
				<NewPractice year={year} />
			</Card>
			<section class="first__look">
				<h2>Only looking?</h2>
				<p>An invented practice with a roster and records shows how everything works. You can remove it at any time.</p>
				<p>
					<AddDemonstration year={year} />
				</p>
			</section>
		</>
	);
}

export function NothingToSee(): VNode {
	return (
		<>
			<PageTitle>Practices</PageTitle>
			<EmptyState icon="lock" heading="You cannot see any practice yet">
				<p>Ask an administrator of this server to give your account a role in a practice.</p>
			</EmptyState>
		</>
	);
}
