export const setup = { title: '' } as const;
