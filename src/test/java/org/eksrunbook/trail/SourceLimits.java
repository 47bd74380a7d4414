package org.eksrunbook.trail;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eksrunbook.incident.TrailSource;

/**
 * Where the sources may differ from a folder of the same logs, and nowhere else; docs/logs.md says the same in words. Each is a sentence of the
 * coverage by which people are told.
 */
final class SourceLimits {

    private static final String INTEGRITY = "CloudTrail's integrity: .*";
    private static final String FOUND_LATER =
            "Of principals that the search itself found, or that were put into the scope after the first round, the time since the compromise was searched; .*";

    /** Told of whole logs alone: silent hours, late files, calls of one kind, what others did to trails. */
    private static final List<String> OF_WHOLE_LOGS = List.of(
            "Hours without any event in .*",
            "\\d+ of \\d+ files were delivered more than an hour after .*",
            "All \\d+ events of account .* are (writing|reading) calls: .*",
            ".* (stopped|deleted|changed) (trail|event data store) .*",
            ".* switched off the audit log of cluster .*");

    /** What the source says and the folder does not. */
    private static final Map<TrailSource, List<String>> SAID = Map.of(
            TrailSource.UPLOAD,
            List.of(INTEGRITY),
            TrailSource.ATHENA,
            List.of(
                    INTEGRITY,
                    FOUND_LATER,
                    "Of the accounts .*, to which principals led, the time since the compromise was searched, not the time before it\\."),
            TrailSource.LOOKUP,
            List.of(
                    INTEGRITY,
                    "CloudTrail's event history holds management events alone: .*",
                    "CloudTrail's event history reaches back 90 days: .*",
                    "Sessions of pods, of identity providers and of console role switches, and starts of instances, were looked up .*",
                    "No attribute of the event history is the account of who calls, so that what these, which the attacker let in, took here was not looked up: [0-9, ]+; an archive or Athena shows it\\.",
                    "The source holds events of these accounts and days, and none of the principals .*"));

    /** What the folder says and the source does not. */
    private static final Map<TrailSource, List<String>> UNSAID = Map.of(
            TrailSource.UPLOAD,
            List.of(INTEGRITY),
            TrailSource.ATHENA,
            List.of(INTEGRITY),
            TrailSource.LOOKUP,
            List.of(
                    INTEGRITY,
                    // Of what it cannot count it says nothing.
                    "No data event of S3 is in these logs: .*",
                    "Reads of S3 objects were recorded, at least in part\\..*",
                    "Data events of S3 .*",
                    "The baseline reaches back.*",
                    "The newest event of account .*",
                    "Nothing of the suspect window was seen in these regions of account .*",
                    "Of account .* no event of CloudTrail was read.*",
                    "Between the first and the last event of .*"));

    private SourceLimits() {}

    static boolean mayBeSaid(TrailSource source, String statement) {
        return matches(SAID, source, statement);
    }

    static boolean mayBeMissing(TrailSource source, String statement) {
        boolean asked = source == TrailSource.ATHENA || source == TrailSource.LOOKUP;
        return matches(UNSAID, source, statement) || asked && matches(OF_WHOLE_LOGS, statement);
    }

    private static boolean matches(Map<TrailSource, List<String>> limits, TrailSource source, String statement) {
        return matches(limits.getOrDefault(source, List.of()), statement);
    }

    private static boolean matches(List<String> limits, String statement) {
        return limits.stream()
                .anyMatch(limit -> Pattern.compile(limit, Pattern.DOTALL)
                        .matcher(statement)
                        .matches());
    }
}
