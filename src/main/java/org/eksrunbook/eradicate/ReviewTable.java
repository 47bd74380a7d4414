package org.eksrunbook.eradicate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.trail.Finding;
import org.eksrunbook.trail.FindingFilter;
import org.eksrunbook.trail.FindingOrder;
import org.eksrunbook.trail.Findings;
import org.springframework.stereotype.Component;

/** The findings as the table of a form: what took effect before what was denied, the most serious class first, what is most new in it first. */
@Component
class ReviewTable {

    private final Findings findings;

    ReviewTable(Findings findings) {
        this.findings = findings;
    }

    /** At most as many as a form shows. */
    List<Finding> most(IncidentId id) {
        return findings.page(id, FindingFilter.ALL, FindingOrder.WEIGHT, 0, TaskView.MOST_ROWS);
    }

    static Map<String, String> row(Finding finding) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("call", finding.eventName());
        row.put("category", classed(finding));
        row.put("effect", finding.effective() ? "took effect" : "denied or failed");
        row.put(
                "resource",
                finding.resources().stream()
                        .map(one -> one.type() + " " + one.id())
                        .limit(3)
                        .collect(Collectors.joining(", ")));
        row.put("time", time(finding));
        row.put("principal", shortName(finding.principal()));
        row.put("eventId", finding.eventId());
        return row;
    }

    /** The class, what a read weighs, and what is new in it for its principal. */
    private static String classed(Finding finding) {
        return finding.category().word()
                + (finding.sensitivity() > 0 ? ", weighs " + finding.sensitivity() : "")
                + (finding.unseen().isEmpty() ? "; " : "; new: ")
                + finding.newness();
    }

    /** A finding among the choices of an exception: its id too, because calls repeat. */
    static String label(Finding finding) {
        String first = finding.resources().isEmpty()
                ? ""
                : ", " + finding.resources().get(0).id();
        return finding.eventName() + first + ", " + time(finding) + ", " + finding.eventId();
    }

    /** To the second, as a person reads it; the whole stands in the linked list. */
    private static String time(Finding finding) {
        return finding.eventTime().replaceFirst("^(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d)(\\.\\d+)?Z$", "$1 $2");
    }

    /** Of an ARN what tells principals apart; the whole stands in the linked list. */
    static String shortName(String principal) {
        String[] parts = principal.split(":", 6);
        return parts.length == 6 && parts[0].equals("arn") ? parts[5] + " @ " + parts[4] : principal;
    }
}
