-- What a query may read, known before it runs: it counts against the incident's limit until it is known what the query did read.
alter table athena_query add column estimated bigint default 0 not null;
