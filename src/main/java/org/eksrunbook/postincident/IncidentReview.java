package org.eksrunbook.postincident;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.people.ClockDecision;
import org.eksrunbook.process.FieldLines;
import org.eksrunbook.process.TaskCompletion;

/** What the review came to; the body of {@code incident.reviewed}. Ways in that nobody wrote are those of the record. */
record IncidentReview(
        List<String> vectors,
        List<String> misconfigurations,
        List<String> lessons,
        List<Improvement> actions,
        List<Told> regulators,
        List<String> participants) {

    static final String KIND = "incident.reviewed";

    private static final String DATE = "actions: a date looks like 2026-12-31";
    private static final int LAST_YEAR = 9999;

    /** Something to be done, by whom and until when. */
    record Improvement(String what, String owner, LocalDate due) {}

    /**
     * Whether an authority was told; stops the regulation's clock.
     *
     * @param clock key of the clock, {@code gdpr} for one
     * @param decision {@code notified} or {@code nobody}
     */
    record Told(String clock, String decision, Instant at, String reason) {}

    /** @throws InvalidInput with every fault */
    static IncidentReview of(TaskCompletion completion, List<String> proposedVectors, Instant now) {
        List<String> faults = new ArrayList<>();
        List<Improvement> actions = actions(completion, faults);
        List<Told> regulators = regulators(completion, now, faults);
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return new IncidentReview(
                orProposed(completion.list("vectors"), proposedVectors),
                completion.list("misconfigurations"),
                completion.list("lessons"),
                actions,
                regulators,
                completion.list("participants"));
    }

    private static List<String> orProposed(List<String> written, List<String> proposed) {
        return written.isEmpty() ? proposed : written;
    }

    private static List<Improvement> actions(TaskCompletion completion, List<String> faults) {
        List<Improvement> actions = new ArrayList<>();
        for (List<String> row :
                FieldLines.cells("actions", completion.list("actions"), '|', 3, 3, "what | owner | date")) {
            try {
                LocalDate due = LocalDate.parse(row.get(2));
                if (due.getYear() < 0 || due.getYear() > LAST_YEAR) {
                    faults.add(DATE);
                }
                actions.add(new Improvement(row.get(0), row.get(1), due));
            } catch (DateTimeParseException unreadable) {
                faults.add(DATE);
            }
        }
        return actions;
    }

    private static List<Told> regulators(TaskCompletion completion, Instant now, List<String> faults) {
        List<Told> regulators = new ArrayList<>();
        for (List<String> row : FieldLines.cells(
                "regulators",
                completion.list("regulators"),
                '|',
                3,
                3,
                "regulation | told on (time) or not told | why")) {
            boolean nobody = row.get(1).equalsIgnoreCase("not told");
            try {
                Instant at = nobody ? now : Instant.parse(row.get(1));
                if (at.isAfter(now)) {
                    faults.add("regulators: a time lies in the future");
                }
                ClockDecision valid = new ClockDecision(
                        row.get(0).toLowerCase(Locale.ROOT), nobody ? "nobody" : "notified", at, row.get(2), 0);
                regulators.add(new Told(valid.clock(), valid.decision(), at, valid.reason()));
            } catch (InvalidInput unknown) {
                faults.add("regulators: " + unknown.getMessage());
            } catch (DateTimeParseException unreadable) {
                faults.add("regulators: the second cell is «not told» or a time like 2026-08-02T08:23:24Z");
            }
        }
        return regulators;
    }
}
