// The rule that an answer rests on: what it says, where it stands, how sure.
import type { ComponentChildren, VNode } from 'preact';
import { Badge, type BadgeKind } from './Badge';
import { Disclosure } from './Disclosure';
import type { IconName } from './Icon';

export type Confidence = 'verified' | 'inferred' | 'remembered';

interface Props {
	statement: string;
	citation: string; // "42 CFR 414.1380(b)(3)(i)"
	confidence: Confidence;
	source?: string; // the title of the edition that was read
	summary?: ComponentChildren;
}

const looks: Record<Confidence, { kind: BadgeKind; icon: IconName; words: string; explain: string }> = {
	verified: { kind: 'success', icon: 'check', words: 'Verified', explain: 'Read in the source named here.' },
	inferred: {
		kind: 'info',
		icon: 'info',
		words: 'Inferred',
		explain: 'Follows from verified values by arithmetic or inference.',
	},
	remembered: {
		kind: 'warn',
		icon: 'warning',
		words: 'Not verified',
		explain: 'Not found in a source at hand. Check it before you rely on it.',
	},
};

export function Citation({ statement, citation, confidence, source, summary = 'Why? The rule' }: Props): VNode {
	const look = looks[confidence];
	return (
		<Disclosure summary={summary} class="citation">
			<p>{statement}</p>
			<p class="citation__source">
				<cite>{citation}</cite>
				{source && <span class="muted">, {source}</span>}
			</p>
			<p>
				<Badge kind={look.kind} icon={look.icon}>
					{look.words}
				</Badge>{' '}
				<span class="muted">{look.explain}</span>
			</p>
		</Disclosure>
	);
}
