export const space = {} as const;
