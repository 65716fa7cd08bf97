export async function checkTexts(_root: string): Promise<string[]> {
  return [];
}
