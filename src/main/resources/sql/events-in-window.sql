-- Every event of a window once, in time order. Of several copies (two files, two stages of the audit log) the most complete one.
-- Values: from, until (microseconds since 1970). An event whose time cannot be read lies in every window.
select eventid, source, file, raw
from (
    select *, row_number() over (partition by source, eventid order by rank, file, raw) as copy
    from events
    where micros is null or (micros >= ? and micros <= ?)
) as copies
where copy = 1
order by micros nulls first, eventid, source
