// Who may sign in, and what each may do where.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../api/client';
import { useResource } from '../../api/resource';
import { plural } from '../../format';
import { Alert, Badge, Button, EmptyState, Resource, Table, type Column } from '../../kit';
import { PageTitle } from '../../layout/PageTitle';
import { useSession } from '../../session';
import { governs } from '../../words';
import { AccountForm } from './AccountForm';
import { grantWords, type Account, type Practice } from './grants';
import { Roles } from './Roles';

const told = 3; // roles of an account that the list names

function state(account: Account): VNode {
	if (account.disabled) return <Badge icon="lock">May not sign in</Badge>;
	if (!account.hasPassword)
		return (
			<Badge kind="warn" icon="warning">
				No password yet
			</Badge>
		);
	return (
		<Badge kind="success" icon="check">
			May sign in
		</Badge>
	);
}

function Grants({ of, practices }: { of: Account; practices: readonly Practice[] }): VNode {
	if (of.grants.length === 0) return <span class="muted">No role</span>;
	return (
		<>
			{of.grants.slice(0, told).map((grant) => (
				<span key={grant.practiceId} class="accounts__grant">
					{grantWords(grant, practices)}
				</span>
			))}
			{of.grants.length > told && <span class="accounts__grant muted">and {of.grants.length - told} more</span>}
		</>
	);
}

const columns = (practices: readonly Practice[], change: (account: Account) => void): Column<Account>[] => [
	{
		key: 'name',
		header: 'Name',
		rowHeader: true,
		sort: (row) => row.displayName,
		cell: (row) => (
			<>
				{row.displayName} <span class="accounts__name">{row.name}</span>
			</>
		),
	},
	{ key: 'grants', header: 'Roles', cell: (row) => <Grants of={row} practices={practices} /> },
	{ key: 'state', header: 'State', sort: (row) => Number(row.disabled), cell: state },
	{
		key: 'change',
		header: 'Actions',
		hideHeader: true,
		class: 'roster__act',
		cell: (row) => (
			<Button size="small" onClick={() => change(row)}>
				Change<span class="ds-u-visibility--screen-reader"> {row.displayName}</span>
			</Button>
		),
	},
];

interface ListProps {
	accounts: readonly Account[];
	practices: readonly Practice[];
	change: (account: Account) => void;
}

// Without the one of a server for one person, whom nobody can sign in as.
function List({ accounts, practices, change }: ListProps): VNode {
	const shown = accounts.filter(({ name }) => !name.startsWith('('));
	return (
		<Table
			caption={plural(shown.length, 'account')}
			columns={columns(practices, change)}
			rows={shown}
			rowKey={(row) => row.id}
			empty="There is no account yet."
		/>
	);
}

function Governed(): VNode {
	const { session } = useSession();
	const accounts = useResource((signal) => api.get('/accounts', { signal }), []);
	const practices = useResource((signal) => api.get('/practices', { signal }), []);
	const [open, setOpen] = useState<Account | 'new' | null>(null);
	const known = practices.data?.practices ?? [];
	return (
		<>
			<PageTitle
				lead="Who may sign in, and what each may do in which practice."
				actions={
					open === null && (
						<Button icon="plus" variation="solid" disabled={!practices.data} onClick={() => setOpen('new')}>
							Add an account
						</Button>
					)
				}
			>
				Accounts
			</PageTitle>
			{session.mode === 'single' && (
				<Alert heading="Now this server lets in one person only">
					<p>
						Accounts can be prepared here. They are used when mipsia is started for several people:{' '}
						<code>mipsia serve --accounts</code>
					</p>
				</Alert>
			)}
			{open !== null && (
				<AccountForm
					key={open === 'new' ? 'new' : open.id}
					account={open === 'new' ? null : open}
					practices={known}
					self={open !== 'new' && open.id === session.account?.id}
					onChanged={accounts.reload}
					onClose={() => setOpen(null)}
				/>
			)}
			<Resource of={accounts}>{(data) => <List accounts={data.accounts} practices={known} change={setOpen} />}</Resource>
			<div class="accounts__roles">
				<Roles />
			</div>
		</>
	);
}

export default function Accounts(): VNode {
	const { session } = useSession();
	if (governs(session.role)) return <Governed />;
	return (
		<>
			<PageTitle>Accounts</PageTitle>
			<EmptyState icon="lock" heading="Only an administrator of every practice sees the accounts">
				<p>Ask an administrator of this server if you need another role.</p>
			</EmptyState>
		</>
	);
}
