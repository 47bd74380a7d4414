package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the logs are as CloudTrail delivered them, as its digests tell.
 *
 * @param state {@code none}: no digests, so nothing is known · {@code validated} · {@code unsigned}: hashes and chain hold, but signatures could not
 *     be checked · {@code deviations}
 * @param digests that were checked
 * @param signatures that were checked and hold
 * @param logs whose content is what a digest says
 * @param uncovered logs that no digest speaks of although none is missing at their time: later than the newest, or in a region without any; or that none spoke of
 *     when they were read
 * @param why signatures could not be checked; empty where they were
 * @param deviations with the file and what is wrong with it
 */
public record Integrity(
        String state,
        long digests,
        long signatures,
        long logs,
        long uncovered,
        String why,
        List<Coverage.UnreadableFile> deviations) {

    private static final int MOST_TOLD = 20;

    static Integrity none() {
        return new Integrity("none", 0, 0, 0, 0, "", List.of());
    }

    /** For people, the gravest first. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        for (Coverage.UnreadableFile deviation : deviations.subList(0, Math.min(MOST_TOLD, deviations.size()))) {
            statements.add("CloudTrail's integrity: " + deviation.file() + ": " + deviation.reason() + ".");
        }
        if (deviations.size() > MOST_TOLD) {
            statements.add("CloudTrail's integrity: " + (deviations.size() - MOST_TOLD)
                    + " further deviations stand in the coverage.");
        }
        statements.add("CloudTrail's integrity: " + sum());
        return statements;
    }

    private String sum() {
        if (state.equals("none")) {
            return "not validated, no digests lie beside the logs.";
        }
        String read =
                logs + " log files are what their digests say, " + digests + " digests were checked, " + signatures
                        + " signatures hold" + (why.isEmpty() ? "" : ", others were not checked: " + why)
                        + (uncovered == 0 ? "" : "; no digest speaks of " + uncovered + " further log files") + ".";
        return switch (state) {
            case "validated" -> "validated: " + read;
            case "unsigned" -> "the chain holds, not all of it is proven by signatures: " + read;
            default -> "not as delivered, " + deviations.size() + " deviations: " + read;
        };
    }
}
