// A file on its way.
import type { VNode } from 'preact';
import { bytes } from '../format';
import { problemOf } from '../api/problem';
import { Button } from './Button';
import { Icon } from './Icon';
import { Meter } from './Meter';

interface Props {
	name: string;
	size: number;
	sent: number; // bytes; equal to `size` when all is sent
	done?: boolean;
	error?: unknown;
	onCancel?: () => void;
	onRetry?: () => void;
}

export function UploadItem({ name, size, sent, done, error, onCancel, onRetry }: Props): VNode {
	const problem = error ? problemOf(error) : null;
	return (
		<div class="upload">
			<Icon name={problem ? 'warning' : done ? 'check' : 'file'} class="upload__icon" />
			<div class="upload__body">
				<span class="upload__name">{name}</span> <span class="muted">{bytes(size)}</span>
				{problem ? (
					<p class="upload__error" role="alert">
						Not sent. {problem.detail ?? problem.title} {problem.remedy}
					</p>
				) : done ? (
					<p class="muted">Stored</p>
				) : (
					<Meter label={'Sending ' + name} hideLabel value={sent} max={size} text={`${bytes(sent)} sent`} />
				)}
			</div>
			{problem && onRetry && (
				<Button size="small" onClick={onRetry}>
					Try again
				</Button>
			)}
			{!done && onCancel && (
				<Button size="small" variation="ghost" onClick={onCancel}>
					Cancel<span class="ds-u-visibility--screen-reader"> {name}</span>
				</Button>
			)}
		</div>
	);
}
