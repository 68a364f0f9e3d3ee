// A page that fails leaves the rest of the workbench standing.
import { Component, type ComponentChildren } from 'preact';
import { ProblemAlert } from './kit/ProblemAlert';

interface Props {
	path: string; // another page gets another try
	children: ComponentChildren;
}

export class ErrorBoundary extends Component<Props, { error?: unknown }> {
	override state: { error?: unknown } = {};

	override componentDidCatch(error: unknown): void {
		console.error(error);
		this.setState({ error });
	}
	override componentDidUpdate(old: Props): void {
		if (old.path !== this.props.path && this.state.error) this.setState({ error: undefined });
	}
	render(): ComponentChildren {
		if (!this.state.error) return this.props.children;
		return <ProblemAlert error={this.state.error} retry={() => this.setState({ error: undefined })} />;
	}
}
