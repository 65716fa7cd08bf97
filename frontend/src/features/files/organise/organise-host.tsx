import type { ReactNode } from 'react';

/** Carries out changes and asks what they leave open, for the side bar and all pages: goes around both. */
export function OrganiseHost({ children }: { readonly children: ReactNode }) {
  return children;
}
