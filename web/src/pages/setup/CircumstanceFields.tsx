// What changes the weight of the category: APMs, reweighting, circumstances.
import type { VNode } from 'preact';
import { Card, Checkbox, CheckboxGroup, Disclosure, RadioGroup } from '../../kit';
import type { Draft, PartProps } from './draft';

const apm_words = [
	{ value: 'yes', label: 'Yes' },
	{ value: 'no', label: 'No' },
	{ value: 'unknown', label: 'Not known' },
];

export function ApmFields({ draft, change }: PartProps): VNode {
	const value = draft.apmParticipant === null ? 'unknown' : draft.apmParticipant ? 'yes' : 'no';
	return (
		<Card heading="APM">
			<RadioGroup
				name="apmParticipant"
				label="Does the practice take part in an APM?"
				hint="An Alternative Payment Model, such as an accountable care organization. It brings credit without activities."
				choices={apm_words}
				value={value}
				onChange={(word) => change({ apmParticipant: word === 'unknown' ? null : word === 'yes' })}
			/>
		</Card>
	);
}

export function CircumstanceFields({ draft, change, vocabulary }: PartProps): VNode {
	const other = vocabulary.categories.filter(({ value }) => value === 'quality' || value === 'pi');
	return (
		<>
			<CheckboxGroup
				name="reweightedCategories"
				label="Categories that CMS reweighted to zero"
				hint="As approved by CMS. Their weight goes to the others."
				optional
				choices={vocabulary.categories.map(({ value, text }) => ({ value, label: text }))}
				values={draft.reweightedCategories}
				onChange={(values) => change({ reweightedCategories: values as Draft['reweightedCategories'] })}
			/>
			<CheckboxGroup
				name="otherCategoriesSubmitted"
				label="Categories that you submit besides"
				optional
				choices={other.map(({ value, text }) => ({ value, label: text }))}
				values={draft.otherCategoriesSubmitted}
				onChange={(values) => change({ otherCategoriesSubmitted: values as Draft['otherCategoriesSubmitted'] })}
			/>
			<RadioGroup
				name="extremeCircumstances"
				label="Extreme and uncontrollable circumstances"
				hint="A disaster, for example."
				optional
				choices={[
					{ value: 'none', label: 'None' },
					{ value: 'automatic', label: 'CMS applies the policy by itself', hint: 'The practice is in an area that CMS named.' },
					{ value: 'application', label: 'CMS approved our application' },
				]}
				value={draft.extremeCircumstances ?? 'none'}
				onChange={(word) =>
					change({ extremeCircumstances: word === 'none' ? null : (word as Draft['extremeCircumstances']) })
				}
			/>
			<Checkbox
				name="iaStudyParticipant"
				label="We took part in CMS's study on burdens of quality reporting"
				hint="It counted as improvement activities in some years."
				optional
				checked={draft.iaStudyParticipant}
				onChange={(iaStudyParticipant) => change({ iaStudyParticipant })}
			/>
		</>
	);
}

// Whether anything here was said.
export const hasCircumstances = (draft: Draft): boolean =>
	draft.reweightedCategories.length + draft.otherCategoriesSubmitted.length > 0 ||
	draft.extremeCircumstances !== null ||
	draft.iaStudyParticipant;

export function Circumstances(props: PartProps): VNode {
	return (
		<Disclosure summary="Reweighting and circumstances" open={hasCircumstances(props.draft)}>
			<CircumstanceFields {...props} />
		</Disclosure>
	);
}
