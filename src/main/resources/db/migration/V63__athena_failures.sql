-- A query that failed for good stays as it ended until a person has looked at it; what attempts before this one read is paid for as well.
alter table athena_query add column earlier_bytes bigint default 0 not null;
alter table athena_query add column failure text;
alter table athena_query add column failed_at timestamp with time zone;
