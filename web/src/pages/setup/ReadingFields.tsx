// Rules that can be read in two ways, and which reading is used.
import type { VNode } from 'preact';
import { RadioGroup } from '../../kit';
import type { PartProps } from './draft';

// "anyCategory" is "Any category"
const words = (reading: string): string => {
	const text = reading.replace(/([A-Z])/g, ' $1').toLowerCase();
	return text.charAt(0).toUpperCase() + text.slice(1);
};

export function ReadingFields({ draft, change, vocabulary }: PartProps): VNode {
	return (
		<>
			<p class="ds-c-hint">
				CMS's texts leave these open. mipsia uses the first reading of each unless you choose the other.
			</p>
			{vocabulary.policies.map(({ name, question, citation, readings }) => (
				<RadioGroup
					key={name}
					name={'policies/' + name}
					label={question}
					hint={citation}
					optional
					choices={readings.map((reading, i) => ({ value: reading, label: words(reading) + (i === 0 ? ' (usual)' : '') }))}
					value={draft.policies[name] ?? readings[0] ?? ''}
					onChange={(reading) => {
						const { [name]: _, ...others } = draft.policies;
						change({ policies: reading === readings[0] ? others : { ...others, [name]: reading } });
					}}
				/>
			))}
		</>
	);
}
