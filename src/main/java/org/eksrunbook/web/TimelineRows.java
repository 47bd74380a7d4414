package org.eksrunbook.web;

import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.report.Moment;
import org.eksrunbook.report.Timeline;
import org.springframework.stereotype.Component;

/** Pages of the timeline. */
@Component
class TimelineRows {

    private final Timeline timeline;

    TimelineRows(Timeline timeline) {
        this.timeline = timeline;
    }

    Page<Moment> page(IncidentId id, Paging paging) {
        List<Moment> items = new ArrayList<>();
        long total = timeline.page(id, paging.offset(), paging.size(), items::add);
        return new Page<>(items, paging.page(), paging.size(), total);
    }
}
