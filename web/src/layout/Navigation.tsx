import type { VNode } from 'preact';
import { Icon } from '../kit/Icon';
import { classes } from '../kit/classes';
import { Link } from '../router';
import { groups, sectionPath } from './sections';

interface Props {
	practice: string;
	year: number | string;
	current: string | undefined; // key of a section
}

export function Navigation({ practice, year, current }: Props): VNode {
	return (
		<div class="sections">
			{groups.map((group) => (
				<div key={group.label} class="sections__group">
					{group.label && <p class="sections__label">{group.label}</p>}
					<ul role="list">
						{group.sections.map(({ key, label, icon }) => (
							<li key={key}>
								<Link
									to={sectionPath(practice, year, key)}
									class={classes('sections__link', key === current && 'sections__link--current')}
									aria-current={key === current ? 'page' : undefined}
								>
									<Icon name={icon} />
									{label}
								</Link>
							</li>
						))}
					</ul>
				</div>
			))}
		</div>
	);
}
