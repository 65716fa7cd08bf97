import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { useEngineWatch } from '../api/engine.ts';
import { useNetworkWatch } from '../api/network.ts';
import { makeRouter } from './router.tsx';

/** The pages of whoever is signed in. */
export function Pages() {
  useEngineWatch();
  useNetworkWatch();
  const [router] = useState(makeRouter);
  return <RouterProvider router={router} />;
}
