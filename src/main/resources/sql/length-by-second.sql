-- How much was logged in each second of a window, so that the events can be asked for in portions that fit into memory. Events whose time cannot be
-- read stand first, without a second.
-- Values: from, until (microseconds since 1970).
select cast(floor(micros / 1000000.0) as bigint) as second, cast(sum(length(raw)) as bigint) as characters
from events
where micros is null or (micros >= ? and micros <= ?)
group by second
order by second nulls first
