// The rules that an activity rests on, each behind a click.
import type { VNode } from 'preact';
import { Citation } from '../../kit';
import type { Schema } from '../../api/types';
import type { ActivityData, Rule } from './guide';

function One({ what, rule }: { what: string; rule: Rule }): VNode {
	return (
		<Citation
			summary={what}
			statement={rule.statement}
			citation={rule.citation}
			source={rule.source}
			confidence={rule.confidence}
		/>
	);
}

interface Props {
	activity: ActivityData;
	needs: Schema<'Needs'> | undefined;
}

export function Rules({ activity, needs }: Props): VNode {
	const about = (words: string[]) =>
		(needs?.requirements.reasons ?? []).flatMap(({ about, rule }) => (rule && words.includes(about) ? [rule] : []));
	const rules: [string, Rule | null | undefined][] = [
		['How long', activity.durationRule ?? activity.daysRule],
		['How often', activity.frequencyRule],
		['The suspension', activity.suspensionRule],
		['The share of practice sites', activity.recognition?.sites],
		['Who recognizes a medical home', activity.recognition?.bodies],
		...(activity.inYear
			? [
					...about(['points']).map((rule): [string, Rule] => ['The points for you', rule]),
					...about(['who']).map((rule): [string, Rule] => ['Who must take part', rule]),
				]
			: []),
	];
	const given = rules.filter((pair): pair is [string, Rule] => Boolean(pair[1]));
	if (given.length === 0) return <p>No rules apply to it in this year.</p>;
	return (
		<>
			{given.map(([what, rule]) => (
				<One key={what + rule.key} what={what} rule={rule} />
			))}
		</>
	);
}
