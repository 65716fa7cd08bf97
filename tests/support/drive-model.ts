/** A file or folder as the model remembers it. */
export interface ModelNode {
  readonly kind: 'folder' | 'file';
  name: string;
  /** Files: what is in it. */
  text: string;
  /** Files: earlier contents, newest first. */
  versions: string[];
  tags: Set<string>;
  children: ModelNode[];
}

/** What a person should see, without trash. */
export class DriveModel {
  readonly root: ModelNode = makeNode('folder', '');

  /** Every live entry with the names that lead to it, parents first. */
  entries(): { node: ModelNode; parent: ModelNode; path: string[] }[] {
    const found: { node: ModelNode; parent: ModelNode; path: string[] }[] = [];
    const visit = (parent: ModelNode, above: string[]) => {
      for (const node of parent.children) {
        const path = [...above, node.name];
        found.push({ node, parent, path });
        visit(node, path);
      }
    };
    visit(this.root, []);
    return found;
  }

  folders(): { node: ModelNode; path: string[] }[] {
    const below = this.entries().filter(({ node }) => node.kind === 'folder');
    return [{ node: this.root, path: [] }, ...below];
  }
}

export function makeNode(kind: ModelNode['kind'], name: string, text = ''): ModelNode {
  return { kind, name, text, versions: [], tags: new Set(), children: [] };
}

/** The entry of a folder that has this name, as the drive compares names. */
export function childOf(folder: ModelNode, name: string): ModelNode | undefined {
  return folder.children.find((child) => child.name.toLowerCase() === name.toLowerCase());
}

/** The name, or the first numbered one that is free. */
export function freeName(folder: ModelNode, name: string, kind: ModelNode['kind']): string {
  let free = name;
  for (let number = 2; childOf(folder, free) !== undefined; number += 1)
    free =
      kind === 'file' ? name.replace(/(\.[^.]+)$/u, ` (${String(number)})$1`) : `${name} (${String(number)})`;
  return free;
}

export function contains(folder: ModelNode, node: ModelNode): boolean {
  return folder === node || folder.children.some((child) => contains(child, node));
}

/** A copy as the drive makes one: contents and tags come along, earlier contents do not. */
export function copyOf(node: ModelNode): ModelNode {
  return {
    ...makeNode(node.kind, node.name, node.text),
    tags: new Set(node.tags),
    children: node.children.map(copyOf),
  };
}

/** What can be compared: names, sizes and tags. */
export function shape(node: ModelNode): unknown {
  return node.children
    .map((child) => ({
      name: child.name,
      ...(child.kind === 'file' ? { size: Buffer.byteLength(child.text) } : { inside: shape(child) }),
      tags: [...child.tags].toSorted(),
    }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
