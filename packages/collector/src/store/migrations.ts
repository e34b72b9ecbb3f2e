/**
 * Every change of the schema, in order, forward only. A migration that was released is never edited: the next
 * one mends it. Names of streams are stored without their day, which has its own column.
 */
export const migrations: readonly string[] = [
  `
  create table askfirst.events (
    site text not null,
    day date not null,
    stream text not null,
    seq integer not null,
    purpose text not null,
    name text not null,
    at timestamptz not null,
    received_at timestamptz not null,
    props jsonb not null,
    primary key (site, day, stream, seq)
  );
  create index events_by_arrival on askfirst.events (site, received_at);

  -- Multiranges make every report of numbers a union, so that a batch that comes twice counts once.
  create table askfirst.streams (
    site text not null,
    day date not null,
    stream text not null,
    purpose text not null,
    received int4multirange not null,
    ended integer,
    primary key (site, day, stream)
  );
  create table askfirst.losses (
    site text not null,
    day date not null,
    stream text not null,
    reason text not null,
    ranges int4multirange not null,
    primary key (site, day, stream, reason)
  );

  -- What a visitor erased, so that a late retry brings nothing back.
  create table askfirst.tombstones (
    site text not null,
    day date not null,
    stream text not null,
    erased_on date not null default current_date,
    primary key (site, day, stream)
  );

  create function askfirst.numbers_in(ranges int4multirange) returns double precision
    language sql immutable
    as $$ select coalesce(sum(upper(one) - lower(one)), 0)::float8 from unnest(ranges) one $$;
  `,
  `
  -- Receipts as canonical JSON in text: evidence is given back as it came. No address, no user agent.
  create table askfirst.receipts (
    site text not null,
    record_id text not null,
    hash text not null,
    received_at timestamptz not null,
    receipt text not null,
    primary key (site, record_id, hash)
  );
  create index receipts_by_arrival on askfirst.receipts (site, received_at, record_id, hash);
  `,
  `
  -- What site owners published, every version: the newest is what visitors get.
  create table askfirst.configs (
    site text not null,
    version integer not null,
    published_at timestamptz not null,
    published_by text not null,
    change_class text not null,
    asked_again text[] not null,
    restores integer,
    document text not null,
    primary key (site, version)
  );
  `,
  `
  -- A partition a day. What was there before, and days that have none, are in events_other: no row moves here.
  alter table askfirst.events rename to events_other;
  alter index askfirst.events_pkey rename to events_other_pkey;
  alter index askfirst.events_by_arrival rename to events_other_by_arrival;
  create table askfirst.events (
    site text not null,
    day date not null,
    stream text not null,
    seq integer not null,
    purpose text not null,
    name text not null,
    at timestamptz not null,
    received_at timestamptz not null,
    props jsonb not null,
    primary key (site, day, stream, seq)
  ) partition by range (day);
  create index events_by_arrival on askfirst.events (site, received_at);
  alter table askfirst.events attach partition askfirst.events_other default;

  -- What stays of events whose retention is over: numbers, of which no group is small.
  create table askfirst.daily_events (
    site text not null,
    day date not null,
    name text not null,
    events integer not null,
    primary key (site, day, name)
  );
  create table askfirst.daily_pages (
    site text not null,
    day date not null,
    url text not null,
    views integer not null,
    primary key (site, day, url)
  );
  `,
]
