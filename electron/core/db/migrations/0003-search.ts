import { sql, type Kysely } from 'kysely';

/**
 * The search index. `search_entries` numbers the names in the order they were last changed; the index answers in the
 * order of these numbers, so that the newest come first without sorting. It keeps no text, only where what occurs.
 * A rowid of `nodes` would not do: VACUUM gives new ones.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table search_entries (
    number integer primary key autoincrement,
    node_id text not null unique
  )`.execute(db);
  await sql`create table search_garbage (number integer primary key)`.execute(db);
  await sql`create virtual table search_names using fts5 (
    owner, name, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1'
  )`.execute(db);
  await sql`create trigger nodes_search_insert after insert on nodes when new.name <> '' begin
    insert into search_entries (node_id) values (new.id);
    insert into search_names (rowid, owner, name)
      values (last_insert_rowid(), search_owner(new.owner_id), search_text(new.name));
  end`.execute(db);
  // What an entry had before only leaves the index later, many at once: taking out one name by itself costs several times
  // what putting one in does. Nobody finds it meanwhile, as its number leads nowhere.
  await sql`create trigger nodes_search_update after update of name, owner_id, object_id on nodes
    when new.name is not old.name or new.owner_id is not old.owner_id or new.object_id is not old.object_id begin
    insert into search_garbage (number) select number from search_entries where node_id = old.id;
    delete from search_entries where node_id = old.id;
    insert into search_entries (node_id) select new.id where new.name <> '';
    insert into search_names (rowid, owner, name)
      select number, search_owner(new.owner_id), search_text(new.name) from search_entries where node_id = new.id;
  end`.execute(db);
  await sql`create trigger nodes_search_delete after delete on nodes begin
    insert into search_garbage (number) select number from search_entries where node_id = old.id;
    delete from search_entries where node_id = old.id;
  end`.execute(db);

  await sql`insert into search_entries (node_id) select id from nodes where name <> '' order by id`.execute(
    db,
  );
  await sql`insert into search_names (rowid, owner, name)
    select number, search_owner(nodes.owner_id), search_text(nodes.name)
    from search_entries cross join nodes on nodes.id = search_entries.node_id
    order by number`.execute(db);
}
