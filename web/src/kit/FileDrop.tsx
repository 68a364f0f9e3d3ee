// Takes files by click, drop, paste and camera. What happens with them is the
// page's: it shows an <UploadItem> for each.
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { classes } from './classes';
import { FieldError, Optional, useControl, type FieldProps } from './Field';
import { Icon } from './Icon';

interface Props extends FieldProps {
	onFiles: (files: File[]) => void;
	accept?: string; // as of <input accept>
	multiple?: boolean;
	camera?: boolean; // offers the camera on devices for the hand
}

// Ctrl+V anywhere but in a field of text.
function usePaste(take: (files: FileList | null | undefined) => void, off?: boolean): void {
	const latest = useRef(take);
	latest.current = take;
	useEffect(() => {
		if (off) return undefined;
		const paste = (event: ClipboardEvent) => {
			const files = event.clipboardData?.files;
			const target = event.target as Element | null;
			if (!files?.length || event.defaultPrevented || target?.closest('textarea, input:not([type="file"]), dialog')) return;
			event.preventDefault();
			latest.current(files);
		};
		document.addEventListener('paste', paste);
		return () => document.removeEventListener('paste', paste);
	}, [off]);
}

export function FileDrop(props: Props): VNode {
	const { onFiles, accept, multiple = true, camera = true, disabled } = props;
	const { control, error, hintId, errorId } = useControl(props);
	const [over, setOver] = useState(false);
	const photo = useRef<HTMLInputElement>(null);
	const take = (files: FileList | null | undefined) => {
		const list = [...(files ?? [])].slice(0, multiple ? undefined : 1);
		if (list.length > 0 && !disabled) onFiles(list);
	};
	usePaste(take, disabled);
	const chosen = (input: HTMLInputElement) => {
		take(input.files);
		input.value = ''; // the same file may be chosen again
	};
	const drag = (event: DragEvent) => {
		event.preventDefault();
		setOver(!disabled && event.type !== 'dragleave' && event.type !== 'drop');
		if (event.type === 'drop') take(event.dataTransfer?.files);
	};
	return (
		<div class={classes('field', props.class)}>
			<label class="ds-c-label" for={control.id}>
				{props.label}
				<Optional when={props.optional} />
			</label>
			{props.hint && (
				<p class="ds-c-hint" id={hintId}>
					{props.hint}
				</p>
			)}
			<FieldError id={errorId}>{error}</FieldError>
			<div
				class={classes('drop', over && 'drop--over', Boolean(error) && 'drop--error')}
				onDragOver={drag}
				onDragEnter={drag}
				onDragLeave={drag}
				onDrop={drag}
			>
				<Icon name="upload" class="drop__icon" />
				<p class="drop__words">Drop {multiple ? 'files' : 'a file'} here, paste with Ctrl+V, or choose:</p>
				<input
					{...control}
					aria-required={undefined}
					class="drop__input"
					type="file"
					accept={accept}
					multiple={multiple}
					onChange={(event) => chosen(event.currentTarget)}
				/>
				{camera && (
					<span class="drop__camera">
						<input
							ref={photo}
							class="ds-u-visibility--screen-reader"
							type="file"
							accept="image/*"
							capture="environment"
							tabIndex={-1}
							aria-hidden="true"
							onChange={(event) => chosen(event.currentTarget)}
						/>
						<button
							type="button"
							class="ds-c-button ds-c-button--small"
							disabled={disabled}
							onClick={() => photo.current?.click()}
						>
							<Icon name="camera" /> Take a photo
						</button>
					</span>
				)}
			</div>
		</div>
	);
}
