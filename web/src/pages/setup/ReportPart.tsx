import type { VNode } from 'preact';
import type { Resource } from '../../api/resource';
import type { Schema } from '../../api/types';
import type { Clinician } from './ClinicianForm';
export function ReportPart(_: { settings: Resource<Schema<'Settings'>>; clinicians: readonly Clinician[] }): VNode {
	return <p />;
}
