-- Events as they were logged, by id; of several copies the most complete one.
-- Values: event ids (one a line).
with wanted as (
    select unnest(string_split(?, chr(10))) as id
)
select id as eventid, raw
from (
    select *, row_number() over (partition by source, eventid, call order by rank, file, content) as copy,
           case when call = min(call) over (partition by source, eventid) then eventid
                else concat(eventid, '#', substr(md5(call), 1, 8)) end as id
    from (
        select *, case when source = 'kubernetes' then concat(eventtime, ' ', eventname, ' ', principal) else '' end as call
        from events
        where eventid in (select id from wanted union all select regexp_replace(id, '#[0-9a-f]{8}$', '') from wanted)
    ) as calls
) as copies
where copy = 1 and id in (select id from wanted)
order by micros nulls first, id, source
