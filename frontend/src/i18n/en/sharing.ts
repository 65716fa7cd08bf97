export const sharing = {
  title: 'Shared',
} as const;
