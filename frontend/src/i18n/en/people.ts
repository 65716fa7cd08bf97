export const people = { title: '' } as const;
