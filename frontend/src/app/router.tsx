import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { api, queryClient } from '../api/queries.ts';
import { readSearchParams, type SearchParams } from '../features/search/search-params.ts';
import { Layout } from './layout.tsx';
import { NotFound } from './not-found.tsx';

const root = createRootRoute({ component: Layout, notFoundComponent: NotFound });

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  beforeLoad() {
    // The core refuses the calls anyway; this only spares members an empty page.
    const me = queryClient.getQueryData(api.session.me.queryKey());
    if (me?.role === 'member') throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('./routes/people-route.tsx'), 'PeopleRoute'),
});

const network = createRoute({
  getParentRoute: () => root,
  path: '/network',
  component: lazyRouteComponent(() => import('./routes/network-route.tsx'), 'NetworkRoute'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  validateSearch: (search): { part?: string } => {
    const { part } = search;
    return typeof part === 'string' ? { part } : {};
  },
  component: lazyRouteComponent(() => import('./routes/settings-route.tsx'), 'SettingsRoute'),
});

const dashboard = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./routes/dashboard-route.tsx'), 'DashboardRoute'),
});

const files = createRoute({
  getParentRoute: () => root,
  path: '/files',
  validateSearch: (search): { select?: string } => {
    const { select } = search;
    return typeof select === 'string' ? { select } : {};
  },
  component: lazyRouteComponent(() => import('./routes/files-route.tsx'), 'FilesRoute'),
});
// Within the page of the files, so that the page stays while one goes from folder to folder.
const folder = createRoute({ getParentRoute: () => files, path: '$folderId' });
const collections = [
  createRoute({
    getParentRoute: () => root,
    path: '/recent',
    component: lazyRouteComponent(() => import('./routes/collection-routes.tsx'), 'RecentRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/favourites',
    component: lazyRouteComponent(() => import('./routes/collection-routes.tsx'), 'FavouritesRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/tag/$color',
    component: lazyRouteComponent(() => import('./routes/collection-routes.tsx'), 'TagRoute'),
  }),
] as const;
const trash = createRoute({
  getParentRoute: () => root,
  path: '/trash',
  component: lazyRouteComponent(() => import('./routes/trash-route.tsx'), 'TrashRoute'),
});

const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: (address): SearchParams => readSearchParams(address),
  component: lazyRouteComponent(() => import('./routes/search-route.tsx'), 'SearchRoute'),
});
const space = createRoute({
  getParentRoute: () => root,
  path: '/space',
  validateSearch: (address): { folder?: string } => {
    const { folder: into } = address;
    return typeof into === 'string' ? { folder: into } : {};
  },
  component: lazyRouteComponent(() => import('./routes/space-route.tsx'), 'SpaceRoute'),
});

const shared = createRoute({
  getParentRoute: () => root,
  path: '/shared',
  component: lazyRouteComponent(() => import('./routes/shared-route.tsx'), 'SharedRoute'),
});

const routeTree = root.addChildren([
  dashboard,
  files.addChildren([folder]),
  ...collections,
  shared,
  trash,
  search,
  space,
  people,
  network,
  settings,
]);

/** Makes the router; the address stands behind the `#`, as the page is served as one file. */
export function makeRouter() {
  return createRouter({
    routeTree,
    history: createHashHistory(),
    defaultPreload: 'intent',
    defaultPendingMs: 300,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
