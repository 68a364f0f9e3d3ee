// Every component on one page, for eyes and tests. Development builds only.
import type { VNode } from 'preact';
import { PageTitle } from '../../layout/PageTitle';
import { ButtonParts } from './ButtonParts';
import { DataParts } from './DataParts';
import { FormParts } from './FormParts';
import { MessageParts } from './MessageParts';
import { ShellParts } from './ShellParts';

export default function Kitchen(): VNode {
	return (
		<>
			<PageTitle lead="Every component of the kit, for eyes and tests." title="Kitchen">
				Kitchen
			</PageTitle>
			<div class="stack">
				<ShellParts />
				<ButtonParts />
				<MessageParts />
				<DataParts />
				<FormParts />
			</div>
		</>
	);
}
