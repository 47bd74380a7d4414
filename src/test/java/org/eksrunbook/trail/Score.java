package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts how many expected events, kinds of call, resources and outcomes were found, and how many event × class pairs are right. */
final class Score {
    private int events;
    private int rightEvents;
    private int pairs;
    private int rightPairs;
    private int resources;
    private int rightResources;
    private int effective;
    private final Map<String, Boolean> calls = new LinkedHashMap<>();
    private final Set<String> misses = new LinkedHashSet<>();

    void add(JsonNode expected, @Nullable Finding finding) {
        Set<String> right = new LinkedHashSet<>();
        expected.get("categories").forEach(c -> right.add(c.asText().replace("accessed_data", "accessed")));
        String call = expected.get("eventSource").asText()
                + ':'
                + expected.get("eventName").asText();
        events++;
        boolean ok = finding != null && right.contains(finding.category().word());
        rightEvents += ok ? 1 : 0;
        calls.merge(call, ok, Boolean::logicalAnd);
        if (finding == null) {
            misses.add(call + " was left out");
            return;
        }
        effective += finding.effective() == expected.get("effective").asBoolean() ? 1 : 0;
        finding.categories().forEach(category -> {
            pairs++;
            rightPairs += right.contains(category.word()) ? 1 : 0;
        });
        if (!ok) {
            misses.add(call + " is " + finding.category().word() + ", not " + right);
        }
        for (JsonNode resource : expected.get("resources")) {
            if (!resource.path("optional").asBoolean()) {
                resources++;
                boolean named = finding.resources().stream().anyMatch(r -> names(resource, r));
                rightResources += named ? 1 : 0;
                if (!named) {
                    misses.add(call + " does not name " + resource + " but " + finding.resources());
                }
            }
        }
    }

    private static boolean names(JsonNode wanted, Finding.Resource found) {
        Set<String> ids = new LinkedHashSet<>();
        ids.add(wanted.get("id").asText());
        wanted.path("or").forEach(or -> ids.add(or.asText()));
        return ids.contains(found.id()) || found.arn() != null && ids.contains(found.arn());
    }

    double rightClass() {
        return share(rightEvents, events);
    }

    double precision() {
        return share(rightPairs, pairs);
    }

    double rightCalls() {
        return share(calls.values().stream().filter(ok -> ok).count(), calls.size());
    }

    double resourcesNamed() {
        return share(rightResources, resources);
    }

    double rightOutcome() {
        return share(effective, events);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 1 : (double) part / whole;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "right class %.3f of %d events; kinds of call %.3f of %d; event x class precision %.3f; resources named %.3f of %d;"
                        + " effective or not %.3f%n%s",
                rightClass(),
                events,
                rightCalls(),
                calls.size(),
                precision(),
                resourcesNamed(),
                resources,
                rightOutcome(),
                misses.isEmpty() ? "" : "  " + String.join("\n  ", misses) + "\n");
    }
}
