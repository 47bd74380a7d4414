-- Events as they were logged, by id; of several copies the most complete one.
-- Values: event ids (one a line).
select eventid, raw
from (
    select *, row_number() over (partition by source, eventid order by rank, file, content) as copy
    from events
    where eventid in (select unnest(string_split(?, chr(10))))
) as copies
where copy = 1
order by micros nulls first, eventid, source
