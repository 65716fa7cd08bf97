import Database from 'better-sqlite3';
import path from 'node:path';
import { z } from 'zod';
import { addSearchFunctions } from '../../electron/core/db/search-functions.ts';
import type { OpenDatabase } from '../../electron/core/db/open.ts';
import { toNodeName } from '../../electron/core/drive/names.ts';
import { newId } from '../../electron/core/lib/ids.ts';

const WORDS =
  `relatório vendas janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro contrato
  proposta orçamento cliente projeto foto férias praia família reunião ata plano anual mensal semanal final versão
  rascunho cópia imposto renda nota fiscal recibo boleto conta luz água internet aluguel escritura certidão nascimento
  casamento passaporte visto currículo apresentação tese capítulo pesquisa dados análise gráfico tabela lista estoque
  report sales invoice budget meeting notes draft copy photo vacation beach family project plan yearly monthly weekly
  summary presentation slides design logo banner website backup archive music album song video clip trailer script
  chapter thesis research data analysis chart table list inventory garden kitchen recipe ticket insurance warranty
  manual letter receipt payroll holiday wedding birthday school teacher homework exam course certificate`
    .trim()
    .split(/\s+/u);
const TYPES = {
  pdf: 'pdf',
  jpg: 'image',
  docx: 'document',
  xlsx: 'spreadsheet',
  mp4: 'video',
  zip: 'archive',
};
const EXTENSIONS = Object.entries(TYPES);

const definitions = z.array(z.object({ type: z.string(), name: z.string(), sql: z.string() }));

/** The same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/**
 * Fills a database with a person's drive of so many entries: names of a few Portuguese and English words, a folder among
 * forty files. Rows go in without indexes, which are then made at once, so that a million takes a minute or so.
 */
export function makeDriveOf(
  count: number,
  database: OpenDatabase & { readonly folder: string },
): { userId: string; rootId: string; names: string[] } {
  const sqlite = new Database(path.join(database.folder, 'cloud.sqlite'), bindingOption());
  addSearchFunctions(sqlite);
  sqlite.pragma('synchronous = OFF');
  sqlite.pragma('cache_size = -131072');
  const [userId, rootId] = [newId(), newId()];
  const made = definitions.parse(
    sqlite
      .prepare(
        `select type, name, sql from sqlite_master
         where tbl_name = 'nodes' and type in ('index', 'trigger') and sql is not null`,
      )
      .all(),
  );
  for (const { type, name } of made) sqlite.exec(`drop ${type} ${name}`);
  sqlite
    .prepare(
      `insert into users (id, name, user_name, user_name_key, role, password_hash, root_id, used_bytes, file_count, created_at)
       values (?, 'b', ?, ?, 'member', '', ?, 0, 0, '2026-01-01T00:00:00.000Z')`,
    )
    .run(userId, userId, userId, rootId);
  const insert = sqlite.prepare(
    `insert into nodes (id, owner_id, parent_id, kind, name, name_key, sort_key, size, type, created_at, modified_at, touched_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, '2026-01-01T00:00:00.000Z', ?, ?)`,
  );
  const random = numbers(42);
  const pick = <T>(from: readonly T[], fallback: T) =>
    from[Math.floor(random() ** 1.5 * from.length)] ?? fallback;
  const folders = [rootId];
  const names: string[] = [];
  insert.run(rootId, userId, null, 'folder', '', '', '', 0, null, '2026-01-01T00:00:00.000Z', null);
  sqlite.transaction(() => {
    for (let at = 0; at < count; at += 1) {
      const folder = at % 40 === 0;
      const words = Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(WORDS, ''));
      const [extension, type] = EXTENSIONS[at % EXTENSIONS.length] ?? ['txt', 'document'];
      const stem = `${words.join(random() < 0.5 ? ' ' : '_')} ${at.toString(36)}`;
      const { name, key, sortKey } = toNodeName(folder ? stem : `${stem}.${extension}`);
      const id = newId();
      const parent = folders[Math.floor(random() * folders.length)] ?? rootId;
      const changed = new Date(1.6e12 + Math.floor(random() * 1.6e11)).toISOString();
      const row = [id, userId, parent, folder ? 'folder' : 'file', name, key, sortKey];
      insert.run(
        ...row,
        folder ? 0 : Math.floor(random() * 1e7),
        folder ? null : type,
        changed,
        folder ? null : changed,
      );
      if (folder) folders.push(id);
      if (names.length < 2000 && at % Math.ceil(count / 2000) === 0) names.push(name);
    }
  })();
  sqlite.exec(`insert into search_entries (node_id) select id from nodes where name <> '' order by id;
    insert into search_names (rowid, owner, name)
      select number, search_owner(owner_id), search_text(name)
      from search_entries cross join nodes on nodes.id = search_entries.node_id order by number;`);
  for (const { sql } of made) sqlite.exec(sql);
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  sqlite.close();
  return { userId, rootId, names };
}

function bindingOption(): { nativeBinding?: string } {
  const nativeBinding = process.env['BETTER_SQLITE3_BINDING'];
  return nativeBinding === undefined ? {} : { nativeBinding };
}
