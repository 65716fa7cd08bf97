import { Component, type ReactNode } from 'react';
import { FileCard } from './file-card.tsx';

interface BoundaryProps {
  readonly children: ReactNode;
}

/** When drawing a content fails, this file alone is given up, not the page. */
export class Boundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? (
      <FileCard why="damaged" onRetry={() => this.setState({ failed: false })} />
    ) : (
      this.props.children
    );
  }
}
