import type { TagColor } from '../../../../electron/contract/drive.ts';

interface Tagged {
  readonly tags: readonly TagColor[];
}

/** Whether all of some entries carry a tag, or only some (`indeterminate`); tags that none carries are left out. */
export function tagStates(nodes: readonly Tagged[]): ReadonlyMap<TagColor, true | 'indeterminate'> {
  const counts = new Map<TagColor, number>();
  for (const { tags } of nodes) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return new Map([...counts].map(([tag, count]) => [tag, count === nodes.length ? true : 'indeterminate']));
}
