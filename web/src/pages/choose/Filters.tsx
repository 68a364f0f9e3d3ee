// The filters, each value with the number of activities that it would leave.
import type { VNode } from 'preact';
import { Button, Checkbox, SelectField, type Option } from '../../kit';
import type { Schema } from '../../api/types';
import { navigate } from '../../router';
import {
	anyHas,
	countOf,
	countOfFlag,
	nothing_wanted,
	type FlagName,
	type Known,
	type SelectName,
	type Wanted,
} from './filter';

interface Props {
	data: Schema<'Catalogue'>;
	wanted: Wanted;
	known: Known;
}

// A step of the history of its own, so that the way back undoes a filter.
export function want(values: Record<string, string | null>): void {
	const url = new URL(location.href);
	for (const [name, value] of Object.entries(values)) {
		if (value) url.searchParams.set(name, value);
		else url.searchParams.delete(name);
	}
	navigate(url.pathname + url.search);
}

const effort_options: [string, string][] = [
	['low', 'Little work only'],
	['medium', 'No more than some work'],
];
const duration_options: [string, string][] = [
	['default', '90 days'],
	['other', 'Another length'],
];
const chosen_options: [string, string][] = [
	['any', 'Planned or doing'],
	['planned', 'Planned'],
	['doing', 'Doing'],
	['dropped', 'Dropped'],
];
const weight_words: Record<string, string> = { high: 'High', medium: 'Medium' };

const flag_words: Record<FlagName, string> = {
	done: 'Done last year',
	cehrt: 'CEHRT bonus',
	suspended: 'Suspended',
	earns: 'Earns points for us',
};

const pairs = (facets: readonly Schema<'Facet'>[]): [string, string][] => facets.map(({ value, text }) => [value, text]);

const byText = (a: [string, string], b: [string, string]) => a[1].localeCompare(b[1], 'en');

export function choicesOf(data: Schema<'Catalogue'>): [SelectName, string, [string, string][]][] {
	const { subcategories, specialties, mvps, weights } = data.facets;
	return [
		['chosen', 'Our choice', chosen_options],
		['subcategory', 'Subcategory', pairs(subcategories)],
		['specialty', 'Specialty', pairs(specialties).filter(([value]) => value !== 'Any specialty').sort(byText)],
		['mvp', 'MVP', mvps.map(({ value, text }): [string, string] => [value, `${value} ${text}`])],
		['effort', 'Work', effort_options],
		['duration', 'How long', duration_options],
		['weight', 'Weight', weights.map(({ value, text }): [string, string] => [value, weight_words[value] ?? text])],
	];
}

export const flagWord = (flag: string): string => flag_words[flag as FlagName] ?? flag;

export function Filters({ data, wanted, known }: Props): VNode {
	const items = data.activities;
	const options = (name: SelectName, values: [string, string][]): Option[] =>
		values.map(([value, text]) => ({ value, label: `${text} (${countOf(items, wanted, known, name, value)})` }));
	const flags = (Object.keys(flag_words) as FlagName[]).filter((flag) => anyHas(items, flag, known) || wanted.flags.includes(flag));
	return (
		<div class="filters">
			{choicesOf(data)
				.filter(([, , values]) => values.length > 0)
				.map(([name, label, values]) => (
					<SelectField
						key={name}
						name={name}
						label={label}
						optional="unsaid"
						value={wanted[name]}
						placeholder="All"
						options={options(name, values)}
						onChange={(value) => want({ [name]: value })}
					/>
				))}
			<fieldset class="filters__flags">
				<legend class="ds-u-visibility--screen-reader">Only those that are</legend>
				{flags.map((flag) => (
					<Checkbox
						key={flag}
						name={'flag-' + flag}
						label={`${flag_words[flag]} (${countOfFlag(items, wanted, known, flag)})`}
						checked={wanted.flags.includes(flag)}
						onChange={(checked) => want({ [flag]: checked ? 'yes' : null })}
					/>
				))}
			</fieldset>
			<Button size="small" variation="ghost" onClick={() => want(nothing_wanted)}>
				Clear all
			</Button>
		</div>
	);
}

// What is filtered by, each with a button that takes it away.
export function Chips({ data, wanted }: { data: Schema<'Catalogue'>; wanted: Wanted }): VNode | null {
	const chips: [string, string][] = [];
	if (wanted.q) chips.push(['q', `“${wanted.q}”`]);
	for (const [name, label, values] of choicesOf(data)) {
		if (!wanted[name]) continue;
		chips.push([name, `${label}: ${values.find(([value]) => value === wanted[name])?.[1] ?? wanted[name]}`]);
	}
	for (const flag of wanted.flags) chips.push([flag, flagWord(flag)]);
	if (chips.length === 0) return null;
	return (
		<ul role="list" class="chips" aria-label="Filters that are on">
			{chips.map(([name, text]) => (
				<li key={name}>
					<button type="button" class="chip" onClick={() => want({ [name]: null })}>
						<span class="ds-u-visibility--screen-reader">Take away: </span>
						{text} <span aria-hidden="true">×</span>
					</button>
				</li>
			))}
		</ul>
	);
}
