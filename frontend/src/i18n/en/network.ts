export const network = {
  title: 'Network access',
} as const;
