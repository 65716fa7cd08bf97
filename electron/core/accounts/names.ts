/**
 * The form of a user name that decides whether two are the same: compatibility forms and case make no difference,
 * accents do.
 */
export function userNameKey(userName: string): string {
  // Upper case first unites what lower case alone keeps apart, such as ß and ss or both forms of the Greek sigma.
  return userName.trim().normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}
