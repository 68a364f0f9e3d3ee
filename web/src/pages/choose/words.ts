// Words for activities that several pages use.
import { plural } from '../../format';
import type { Schema } from '../../api/types';
import { neededText } from '../../words';
import type { Item } from './filter';

type Requirements = Schema<'Requirements'>;

const isMvp = (program: string): boolean => /^[GM]\d+$/.test(program);

// What the activity would earn as the practice reports; before the cap of the category.
export function pointsOf(item: Item, needs: Requirements | undefined): number {
	if (!needs || needs.neededPoints === 0) return 0;
	if (item.measureId === 'IA_PCMH' && needs.pcmhSuffices) return needs.maxPoints;
	if (isMvp(needs.programName) ? !item.allowedMvps.includes(needs.programName) : item.mvpOnly) return 0;
	return needs.pointsEach[item.weight ?? 'unweighted'] ?? 0;
}

// Why it earns nothing; '' when it does, or when nothing is needed.
export function whyNothing(item: Item, needs: Requirements | undefined): string {
	if (!needs || needs.neededPoints === 0 || pointsOf(item, needs) > 0) return '';
	if (item.mvpOnly && !isMvp(needs.programName)) return 'It counts only for those who report an MVP.';
	if (isMvp(needs.programName)) return `It is not among the activities of your MVP, ${needs.programName}.`;
	return 'It earns no points as you report.';
}

const effort_words: Record<string, string> = { low: 'little', medium: 'some', high: 'much' };
export const effortWord = (level: string): string => effort_words[level] ?? level;

// "Some work to set up, little to run"
export function effortText(effort: { setUp: string; running: string }): string {
	const [first, then] = [effortWord(effort.setUp), effortWord(effort.running)];
	const begin = first.charAt(0).toUpperCase() + first.slice(1);
	return first === then ? `${begin} work to set up and to run` : `${begin} work to set up, ${then} to run`;
}

export function durationText(duration: unknown): string {
	const { length, unit } = (duration ?? {}) as { length?: number; unit?: string };
	if (!length || !unit) return 'not known';
	return plural(length, unit.replace(/s$/, ''));
}

// The first sentence of a summary.
export function firstSentence(text: string): string {
	const match = /^.*?[.:](?=\s+[A-Z])/.exec(text);
	return (match?.[0] ?? text).replace(/:$/, '.');
}

const several: Record<string, string> = { high: 'high', medium: 'medium' };

// "2 activities"; "No activity" when full credit comes without one.
export const activitiesText = (needs: Requirements): string =>
	needs.neededPoints === 0 ? 'No activity' : neededText(needs);

// {"unweighted": 40} is "40"; {"high": 40, "medium": 20} "40 (high), 20 (medium)".
export function eachText(needs: Requirements): string {
	if (needs.neededPoints === 0) return '';
	const each = Object.entries(needs.pointsEach);
	if (each.length === 1 && each[0]) return String(each[0][1]);
	return each.map(([weight, points]) => `${points} (${several[weight] ?? weight})`).join(', ');
}

export const state_words: Record<string, string> = { planned: 'Planned', doing: 'Doing', dropped: 'Dropped' };
