// Practice and year in the header, for the section that is shown.
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { api } from '../api/client';
import { useResource } from '../api/resource';
import { Link, navigate } from '../router';
import { useSession } from '../session';
import { sectionPath } from './sections';
import { Switcher } from './Switcher';

const most_in_a_list = 60; // practices; above that the start page with its search is better

interface Props {
	practice: string;
	practiceName: string | undefined;
	year: number;
	section: string; // stays the same
}

export function Switchers({ practice, practiceName, year, section }: Props): VNode {
	const { session } = useSession();
	const { data, reload } = useResource((signal) => api.get('/practices', { signal }), []);
	const listed = data?.practices.find((one) => one.id === practice)?.name;
	useEffect(() => {
		if (listed !== undefined && practiceName !== undefined && listed !== practiceName) reload(); // it was renamed
	}, [practiceName]);
	const practices = (data?.practices ?? []).filter((one) => !one.archived || one.id === practice);
	const years = Array.from({ length: session.lastYear - session.firstYear + 1 }, (_, i) => session.lastYear - i);
	const known = practices.some((one) => one.id === practice);
	return (
		<>
			{practices.length > most_in_a_list || !known ? (
				<span class="switcher">
					<span class="switcher__label">Practice</span>
					<Link to="/" class="switcher__link">
						{practiceName ?? 'Choose'}
					</Link>
				</span>
			) : (
				<Switcher
					label="Practice"
					value={practice}
					options={practices.map(({ id, name }) => ({ value: id, label: name }))}
					onChange={(id) => navigate(sectionPath(id, year, section))}
				/>
			)}
			<Switcher
				label="Year"
				value={String(year)}
				options={years.map((one) => ({ value: String(one), label: String(one) }))}
				onChange={(one) => navigate(sectionPath(practice, one, section) + location.search)}
			/>
		</>
	);
}
