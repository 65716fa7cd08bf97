import type { DriveNode } from '../../contract/drive.ts';

/** An entry without the marks that its owner gave it, which are nobody else's business. */
export function unmarked<Node extends DriveNode>(node: Node): Node {
  return { ...node, tags: [], favourite: false };
}
