import { Component, type ReactNode } from 'react';
import type { DeskWords } from '../words/index.ts';

interface PageBoundaryProps {
  readonly words: DeskWords;
  readonly children: ReactNode;
}

/** Shows a fault of a page in its place, so that menu and other pages stay usable. */
export class PageBoundary extends Component<PageBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <p className="failure" role="alert">
        {this.props.words.error.unexpected}
      </p>
    );
  }
}
