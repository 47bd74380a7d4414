-- Every event of a window once, in time order, as the bytes that were logged. Of several copies (two files, two stages of the audit log) the most complete one.
-- Values: from, until (microseconds since 1970), whether events whose time cannot be read are wanted: they lie in every window;
-- from which id on, and before which one (twice; empty: to the end).
-- Who asks the API server of a cluster may choose his request's audit id: requests that differ in time, call or caller are several, whatever their
-- ids say, and all but the first of them bear a mark behind the id.
select case when call = first_call then eventid else concat(eventid, '#', substr(md5(call), 1, 8)) end as eventid, source, encode(raw) as raw
from (
    select *, row_number() over (partition by source, eventid, call order by rank, file, content) as copy,
           min(call) over (partition by source, eventid) as first_call
    from (
        select *, case when source = 'kubernetes' then concat(eventtime, ' ', eventname, ' ', principal) else '' end as call
        from events
        where ((micros >= ? and micros <= ?) or (micros is null and ?)) and eventid >= ? and (? = '' or eventid < ?)
    ) as calls
) as copies
where copy = 1
order by micros nulls first, eventid, source, call
