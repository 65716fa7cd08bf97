export const browser = {
  title: 'This device',
} as const;
