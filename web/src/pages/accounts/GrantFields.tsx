// The roles of an account: where, which, until when.
import type { VNode } from 'preact';
import { Button, DateField, SelectField } from '../../kit';
import { roles, type Role } from '../../words';
import type { Grant, Practice } from './grants';

interface Props {
	grants: readonly Grant[];
	practices: readonly Practice[];
	onChange: (grants: Grant[]) => void;
}

const every = 'every';

export function GrantFields({ grants, practices, onChange }: Props): VNode {
	const change = (at: number, to: Partial<Grant>) =>
		onChange(grants.map((grant, i) => (i === at ? { ...grant, ...to } : grant)));
	const taken = (id: string | null, at: number) => grants.some((grant, i) => i !== at && grant.practiceId === id);
	const free = [null, ...practices.map(({ id }) => id)].find((id) => !taken(id, -1));
	return (
		<fieldset class="grants">
			<legend class="ds-c-label">Roles</legend>
			<p class="ds-c-hint">The role in one practice goes before the role in every practice. An auditor needs a last day.</p>
			{grants.map((grant, i) => (
				<div key={i} class="grants__one">
					<SelectField
						name={`grants/${i}/practiceId`}
						label="In"
						value={grant.practiceId ?? every}
						options={[
							{ value: every, label: 'Every practice', disabled: taken(null, i) },
							...practices.map(({ id, name }) => ({ value: id, label: name, disabled: taken(id, i) })),
						]}
						onChange={(id) => change(i, { practiceId: id === every ? null : id })}
					/>
					<SelectField
						name={`grants/${i}/role`}
						label="Role"
						value={grant.role}
						options={roles.map(({ value, label }) => ({ value, label }))}
						onChange={(role) => change(i, { role: role as Role })}
					/>
					<DateField
						name={`grants/${i}/expiresOn`}
						label="Last day"
						optional={grant.role !== 'auditor'}
						value={grant.expiresOn ?? ''}
						onChange={(day) => change(i, { expiresOn: day || null })}
					/>
					<Button size="small" variation="ghost" onClick={() => onChange(grants.filter((_, at) => at !== i))}>
						Remove<span class="ds-u-visibility--screen-reader"> role {i + 1}</span>
					</Button>
				</div>
			))}
			{grants.length === 0 && <p class="muted">No role: this account sees nothing.</p>}
			{free !== undefined && (
				<Button
					size="small"
					icon="plus"
					onClick={() => onChange([...grants, { practiceId: free, role: 'viewer', expiresOn: null }])}
				>
					Add a role
				</Button>
			)}
		</fieldset>
	);
}
