/** The same tree of sentences in another language: every key of `Tree`, and none besides. */
export type Texts<Tree> = {
  readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Texts<Tree[Key]>;
};
