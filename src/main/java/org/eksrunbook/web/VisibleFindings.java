package org.eksrunbook.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eksrunbook.trail.Finding;
import org.eksrunbook.trail.FindingFilter;
import org.eksrunbook.trail.FindingOrder;
import org.eksrunbook.trail.Findings;
import org.springframework.stereotype.Component;

/** The findings that somebody sees of an incident. */
@Component
class VisibleFindings {

    private final Findings findings;

    VisibleFindings(Findings findings) {
        this.findings = findings;
    }

    Page<Finding> page(CaseAccess.Seen seen, FindingFilter filter, FindingOrder order, Paging paging) {
        if (seen.own() == null) {
            List<Finding> items = findings.page(seen.incident().id(), filter, order, paging.page(), paging.size());
            long total = findings.count(seen.incident().id(), filter);
            return new Page<>(items, paging.page(), paging.size(), total);
        }
        List<Finding> items = new ArrayList<>();
        long[] total = {0};
        forEach(seen, filter, order, finding -> {
            if (total[0] >= paging.offset() && items.size() < paging.size()) {
                items.add(finding);
            }
            total[0]++;
        });
        return new Page<>(items, paging.page(), paging.size(), total[0]);
    }

    /** One finding, as far as the reader sees it. */
    Optional<Finding> find(CaseAccess.Seen seen, String eventId) {
        Optional<Finding> found = findings.find(seen.incident().id(), eventId);
        OwnRows own = seen.own();
        return own == null ? found : found.filter(own::touchedBy).map(own::cut);
    }

    void forEach(CaseAccess.Seen seen, FindingFilter filter, FindingOrder order, Consumer<Finding> each) {
        OwnRows own = seen.own();
        if (own == null) {
            findings.forEach(seen.incident().id(), filter, order, each);
        } else {
            // A question for another's resource must not find an event that touched an own one, too: it would be the
            // answer.
            String resource = filter.resource();
            findings.forEach(seen.incident().id(), elsewhere(filter), order, finding -> {
                if (own.touchedBy(finding)) {
                    Finding cut = own.cut(finding);
                    if (resource == null || names(cut, resource)) {
                        each.accept(cut);
                    }
                }
            });
        }
    }

    private static FindingFilter elsewhere(FindingFilter filter) {
        return new FindingFilter(filter.category(), filter.principal(), null, filter.effective(), filter.source());
    }

    private static boolean names(Finding finding, String resource) {
        return finding.resources().stream().anyMatch(one -> resource.equals(one.id()) || resource.equals(one.arn()));
    }
}
