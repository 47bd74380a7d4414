-- Every event of a window once, in time order. Of several copies (two files, two stages of the audit log) the most complete one.
-- Values: from, until (microseconds since 1970), whether events whose time cannot be read are wanted: they lie in every window;
-- from which id on, and before which one (twice; empty: to the end).
select eventid, source, file, raw
from (
    select *, row_number() over (partition by source, eventid order by rank, file, content) as copy
    from events
    where ((micros >= ? and micros <= ?) or (micros is null and ?)) and eventid >= ? and (? = '' or eventid < ?)
) as copies
where copy = 1
order by micros nulls first, eventid, source
