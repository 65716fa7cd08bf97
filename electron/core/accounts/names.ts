/**
 * The form of a user name that decides whether two are the same: compatibility forms and case make no difference,
 * accents do.
 */
export function userNameKey(userName: string): string {
  // There and back unites what one way alone keeps apart, such as ẞ, ß and ss, or both small forms of the Greek sigma.
  return userName.trim().normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().normalize('NFKC');
}
