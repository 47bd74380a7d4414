-- How much was logged in a part's events, so that nobody has to ask the part; -1: an earlier version wrote it.
alter table trail_part add column characters bigint default -1 not null;
