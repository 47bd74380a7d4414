package org.eksrunbook.trail;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.Incident;
import org.springframework.stereotype.Service;

/** Queries for people whose logs are in another tool (Part 3, step 1; correction 19): Splunk, Sumo Logic, CloudWatch Logs Insights. */
@Service
public class ReadyQueries {

    private static final String BRING_BACK = "Bring the whole events back, as JSON or CSV: ";

    private final Principals principals;
    private final Clock clock;

    ReadyQueries(Principals principals, Clock clock) {
        this.principals = principals;
        this.clock = clock;
    }

    /** One query a tool, for the principals known now (those of the scope where none was derived yet) and both windows. */
    public List<ReadyQuery> of(Incident incident) {
        List<Principal> known = new ArrayList<>();
        for (Principal principal : principals.all(incident.id())) {
            if (principal.included() || principal.watched()) {
                known.add(principal);
            }
        }
        if (known.isEmpty()) {
            Seeds.of(incident).forEach(seed -> known.add(seed.asPrincipal(1)));
        }
        SearchTerms terms = SearchTerms.of(known);
        Window window = Window.of(incident.scope(), clock.instant());
        return List.of(splunk(terms, window), sumoLogic(terms, window), logsInsights(terms, window));
    }

    private static ReadyQuery splunk(SearchTerms terms, Window window) {
        String where = terms.isEmpty()
                ? ""
                : " | where "
                        + String.join(
                                " OR ",
                                terms.conditions(
                                        (field, values) -> "in('" + field + "', " + String.join(", ", values) + ")"));
        String text = "search index=* sourcetype=\"aws:cloudtrail\" earliest="
                + window.baselineFrom().getEpochSecond() + " latest="
                + (window.until().getEpochSecond() + 1) + where + " | sort 0 _time | table _time _raw";
        return new ReadyQuery(
                "splunk",
                "Splunk",
                text,
                "Name your index in place of *. " + BRING_BACK + "the column _raw holds them.");
    }

    private static ReadyQuery sumoLogic(SearchTerms terms, Window window) {
        Map<String, String> names = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder("_sourceCategory=*cloudtrail*");
        for (String field : terms.fields()) {
            String name = "f" + (names.size() + 1);
            names.put(field, name);
            text.append("\n| json field=_raw \"")
                    .append(field)
                    .append("\" as ")
                    .append(name)
                    .append(" nodrop");
        }
        if (!terms.isEmpty()) {
            text.append("\n| where ")
                    .append(String.join(
                            " or ",
                            terms.conditions(
                                    (field, values) -> names.get(field) + " in (" + String.join(", ", values) + ")")));
        }
        text.append("\n| fields _messagetime, _raw");
        return new ReadyQuery(
                "sumoLogic",
                "Sumo Logic",
                text.toString(),
                "Time range: " + range(window) + ". Name your source category. " + BRING_BACK
                        + "the column _raw holds them.");
    }

    private static ReadyQuery logsInsights(SearchTerms terms, Window window) {
        String filter = terms.isEmpty()
                ? "filter ispresent(eventID)"
                : "filter "
                        + String.join(
                                " or ",
                                terms.conditions((field, values) -> field + " in [" + String.join(", ", values) + "]"));
        return new ReadyQuery(
                "logsInsights",
                "CloudWatch Logs Insights",
                "fields @timestamp, @message\n| " + filter + "\n| sort @timestamp asc\n| limit 10000",
                "Log group: the trail's; for the cluster's audit log, /aws/eks/<cluster>/cluster with «filter @logStream like /kube-apiserver-audit/»"
                        + " alone. Time range: " + range(window)
                        + ". A query gives 10,000 rows at most: narrow the range where it does. "
                        + BRING_BACK + "the column @message holds them.");
    }

    private static String range(Window window) {
        return seconds(window.baselineFrom()) + " to " + seconds(window.until());
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS) + " (" + instant.getEpochSecond() + ")";
    }
}
