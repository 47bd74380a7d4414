-- Cuts the events of a window into pieces that fit into memory, by their ids: the first id of each. Lengths come first, so that no event is carried along.
-- Values: from, until (microseconds since 1970), whether events whose time cannot be read are wanted, characters of a piece.
with sizes as materialized (
    select eventid, length(raw) as size
    from events
    where (micros >= ? and micros <= ?) or (micros is null and ?)
)
select min(eventid) as first
from (select eventid, floor(sum(size) over (order by eventid) / ?) as piece from sizes) as pieces
group by piece
order by first
