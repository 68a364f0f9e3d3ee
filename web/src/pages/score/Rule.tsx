// The rule behind a line, one click away.
import type { VNode } from 'preact';
import { Citation, type Confidence } from '../../kit';
import type { Line } from './answer';

const known: readonly string[] = ['verified', 'inferred', 'remembered'];

export function LineRule({ line, summary = 'The rule' }: { line: Line; summary?: string }): VNode | null {
	if (!line.rule || !line.citation) return null;
	return (
		<Citation
			summary={summary}
			statement={line.rule}
			citation={line.citation}
			source={line.source ?? undefined}
			confidence={(known.includes(line.confidence ?? '') ? line.confidence : 'remembered') as Confidence}
		/>
	);
}

// Facts, each with its rule.
export function Lines({ lines }: { lines: readonly Line[] }): VNode {
	return (
		<ul role="list" class="lines">
			{lines.map((line) => (
				<li key={line.kind + line.fact}>
					<p>{line.fact}</p>
					<LineRule line={line} />
				</li>
			))}
		</ul>
	);
}
