// The sites of a practice, and whether each is recognized as a medical home.
import type { VNode } from 'preact';
import type { Schema } from '../../api/types';
import { Button, DateField, SelectField, TextField } from '../../kit';

export type Site = Schema<'Site'>;

interface Props {
	sites: readonly Site[];
	onChange: (sites: Site[]) => void;
	disabled?: boolean;
}

const recognized = [
	{ value: '', label: 'Not known' },
	{ value: 'yes', label: 'Yes' },
	{ value: 'no', label: 'No' },
];
const toWord = (site: Site) => (site.pcmhRecognized === true ? 'yes' : site.pcmhRecognized === false ? 'no' : '');

function OneSite({ site, at, change, remove, disabled }: {
	site: Site;
	at: number;
	change: (to: Partial<Site>) => void;
	remove: () => void;
	disabled?: boolean;
}): VNode {
	const field = (name: string) => `sites/${at}/${name}`;
	return (
		<fieldset class="site" disabled={disabled}>
			<legend class="site__legend">{site.name || `Site ${at + 1}`}</legend>
			<div class="site__fields">
				<TextField name={field('name')} label="Name" value={site.name} maxLength={120} onChange={(name) => change({ name })} />
				<TextField
					name={field('zip')}
					label="ZIP code"
					optional
					size="medium"
					value={site.zip ?? ''}
					maxLength={10}
					onChange={(zip) => change({ zip })}
				/>
				<SelectField
					name={field('pcmhRecognized')}
					label="Recognized as a medical home?"
					optional="unsaid"
					value={toWord(site)}
					options={recognized}
					onChange={(word) => change({ pcmhRecognized: word === '' ? null : word === 'yes' })}
				/>
				{site.pcmhRecognized === true && (
					<>
						<TextField
							name={field('pcmhProgram')}
							label="By whom"
							hint="NCQA, the Joint Commission, a state program, ..."
							optional
							value={site.pcmhProgram ?? ''}
							maxLength={120}
							onChange={(pcmhProgram) => change({ pcmhProgram })}
						/>
						<DateField
							name={field('pcmhExpires')}
							label="Valid until"
							optional
							value={site.pcmhExpires ?? ''}
							onChange={(day) => change({ pcmhExpires: day || null })}
						/>
					</>
				)}
			</div>
			{!disabled && (
				<Button size="small" variation="ghost" onClick={remove}>
					Remove this site<span class="ds-u-visibility--screen-reader"> ({site.name || at + 1})</span>
				</Button>
			)}
		</fieldset>
	);
}

export function SiteFields({ sites, onChange, disabled }: Props): VNode {
	const change = (at: number, to: Partial<Site>) => onChange(sites.map((site, i) => (i === at ? { ...site, ...to } : site)));
	return (
		<>
			{sites.length === 0 && (
				<p class="muted">
					None yet. They matter when a site is recognized as a patient-centered medical home: with half of the sites
					recognized, full credit needs no other activity.
				</p>
			)}
			{sites.map((site, i) => (
				<OneSite
					key={site.id ?? 'new' + i}
					site={site}
					at={i}
					disabled={disabled}
					change={(to) => change(i, to)}
					remove={() => onChange(sites.filter((_, at) => at !== i))}
				/>
			))}
			{!disabled && (
				<p>
					<Button icon="plus" size="small" onClick={() => onChange([...sites, { name: '', pcmhRecognized: null }])}>
						Add a site
					</Button>
				</p>
			)}
		</>
	);
}
