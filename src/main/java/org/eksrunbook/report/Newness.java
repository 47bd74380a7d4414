package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eksrunbook.trail.Aspect;

/**
 * What is new in a finding for the principal that made the call.
 *
 * @param told whether it was compared at all: earlier versions did not
 * @param known whether anything is known of the principal from before
 */
record Newness(boolean told, boolean known, List<Aspect> unseen) {

    static Newness of(JsonNode finding) {
        List<Aspect> unseen = new ArrayList<>();
        finding.path("unseen").forEach(word -> unseen.add(Aspect.of(word.asText())));
        return new Newness(
                finding.has("comparedWith"), finding.path("comparedWith").isTextual(), unseen);
    }

    /** For the order: what shows most first, whom nothing is known of behind these, who goes on as before last. */
    static int rank(JsonNode finding) {
        return finding.path("comparedWith").isTextual()
                ? 2 * finding.path("unseen").size()
                : 1;
    }

    String words() {
        return told ? Aspect.words(known, unseen) : "";
    }

    /** Counted over the findings. */
    static final class Sums {

        private final Map<Aspect, Long> byAspect = new EnumMap<>(Aspect.class);
        private long withNew;
        private long withoutNew;
        private long unknown;

        void add(Newness one) {
            if (!one.told()) {
                return;
            }
            unknown += one.known() ? 0 : 1;
            withNew += one.unseen().isEmpty() ? 0 : 1;
            withoutNew += one.known() && one.unseen().isEmpty() ? 1 : 0;
            one.unseen().forEach(aspect -> byAspect.merge(aspect, 1L, Long::sum));
        }

        boolean told() {
            return withNew + withoutNew + unknown > 0;
        }

        String sentence() {
            String of = byAspect.entrySet().stream()
                    .map(one -> one.getKey().label() + " " + Shown.number(one.getValue()))
                    .collect(Collectors.joining(", "));
            return "Compared with what the logs that were read hold of their principals from before the compromise, "
                    + Shown.count(withNew, "call shows", "calls show") + " something new"
                    + (of.isEmpty() ? "" : " (" + of + ")") + ", " + Shown.number(withoutNew) + " nothing new; of "
                    + Shown.number(unknown)
                    + " nothing is known of before, so that none of these is called new. What is new orders the calls within their class and changes no class.";
        }
    }
}
