import type { DriveNode } from '../../../../../electron/contract/drive.ts';
import type { Organise } from './use-organise.tsx';

/**
 * The keys of organising on a page: Ctrl+X, Ctrl+C, Ctrl+V and F2, for what is selected; not while something is typed
 * or asked. (Ctrl+Z comes with {@link import('./use-organise.tsx').useOrganise}.)
 */
export function useOrganiseKeys(_organise: Organise, _selected: readonly DriveNode[]): void {}
