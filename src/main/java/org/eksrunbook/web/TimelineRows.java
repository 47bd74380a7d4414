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
        long[] total = {0};
        timeline.forEach(id, moment -> {
            if (total[0] >= paging.offset() && items.size() < paging.size()) {
                items.add(moment);
            }
            total[0]++;
        });
        return new Page<>(items, paging.page(), paging.size(), total[0]);
    }
}
