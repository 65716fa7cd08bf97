/** An entry on the way from some entries up to the top of a drive. */
interface ChainLink {
  readonly parent_id: string | null;
  readonly trashed_at: string | null;
}

/** From the entry itself up to the top folder, or as far as the chain goes. */
export function* upwards<Row extends ChainLink>(
  chains: ReadonlyMap<string, Row>,
  id: string | null,
): Generator<Row, void, undefined> {
  for (let row = chains.get(id ?? ''); row !== undefined; row = chains.get(row.parent_id ?? '')) yield row;
}

/** True when the entry is there and neither it nor a folder above it is in the trash. */
export function isLive(chains: ReadonlyMap<string, ChainLink>, id: string | null): boolean {
  let found = false;
  for (const row of upwards(chains, id)) {
    if (row.trashed_at !== null) return false;
    found = true;
  }
  return found;
}
