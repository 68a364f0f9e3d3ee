// Says on every page that the server's clock was set to another day.
import type { VNode } from 'preact';
import { date } from '../format';
import { Icon } from '../kit/Icon';

export const Rehearsal = ({ today }: { today: string }): VNode => (
	<aside class="rehearsal" aria-label="Rehearsal">
		<Icon name="clock" />
		<p>
			<strong>Rehearsal.</strong> For this server today is {date(today)}. Nothing that is signed here is real.
		</p>
	</aside>
);
