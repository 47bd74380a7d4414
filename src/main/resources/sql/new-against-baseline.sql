-- What a principal did after the compromise that it had not done in the baseline window (correction 13).
-- Values: principals (one a line), the same again, beginning of the baseline, compromise, end of the suspect window (microseconds since 1970).
select principal, eventsource, eventname,
       count(*) as total, min(eventtime) as first, min(eventid) as example
from (
    select *, row_number() over (partition by source, eventid, case when source = 'kubernetes' then concat(eventtime, ' ', eventname, ' ', principal) else '' end
                                   order by rank, file, content) as copy,
           min(micros) over (partition by principal, eventsource, eventname) as earliest
    from events
    where (principal in (select unnest(string_split(?, chr(10)))) or accesskeyid in (select unnest(string_split(?, chr(10)))))
      and (micros is null or micros >= ?)
) as copies
where copy = 1 and (earliest is null or earliest >= ?) and (micros is null or micros <= ?)
group by principal, eventsource, eventname
order by total desc, principal, eventsource, eventname
