import type { TagColor } from '../../../../electron/contract/drive.ts';

interface Tagged {
  readonly tags: readonly TagColor[];
}

/** Whether all of some entries carry a tag, none, or only some (`indeterminate`). */
export function tagState(nodes: readonly Tagged[], color: TagColor): boolean | 'indeterminate' {
  let [some, all] = [false, nodes.length > 0];
  for (const { tags } of nodes) {
    if (tags.includes(color)) some = true;
    else all = false;
  }
  return all ? true : some ? 'indeterminate' : false;
}
