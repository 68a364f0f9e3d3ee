// What each role may do, in a small table.
import type { VNode } from 'preact';
import { Table } from '../../kit';
import { roles } from '../../words';

export function Roles(): VNode {
	return (
		<Table
			caption="What the roles may do"
			compact
			rows={roles}
			rowKey={({ value }) => value}
			columns={[
				{ key: 'role', header: 'Role', cell: ({ label }) => label, rowHeader: true },
				{ key: 'explain', header: 'May', cell: ({ explain }) => explain },
			]}
		/>
	);
}
