package org.eksrunbook.people;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.VisibleText;
import org.springframework.stereotype.Component;

/** Writes an update in plain text: where the case is, what is new since the last one that was sent, who is waited for, what is due. */
@Component
class UpdateWriter {

    private final UpdateRows rows;
    private final Clocks clocks;
    private final PeopleSettings settings;
    private final Clock clock;

    UpdateWriter(UpdateRows rows, Clocks clocks, PeopleSettings settings, Clock clock) {
        this.rows = rows;
        this.clocks = clocks;
        this.settings = settings;
        this.clock = clock;
    }

    UpdateDraft next(Incident incident, CaseState state, List<Update> earlier, List<String> missed) {
        Instant now = clock.instant();
        int number = earlier.isEmpty() ? 1 : earlier.get(earlier.size() - 1).number() + 1;
        Optional<Update> last = earlier.stream()
                .filter(update -> update.state() == Update.State.SENT)
                .reduce((one, other) -> other);
        StringBuilder text = new StringBuilder();
        text.append("Incident ").append(incident.id()).append(", ").append(incident.severity());
        text.append(", update ")
                .append(number)
                .append(", ")
                .append(Times.of(now))
                .append("\n\n");
        text.append("Where we are: ").append(PhaseWords.of(state.phase()));
        text.append(", step «").append(VisibleText.of(state.step())).append("».\n");
        if (state.held()) {
            text.append("The incident is on hold: everything that acts waits until it is released.\n");
        }
        missed.forEach(sentence -> text.append(VisibleText.of(sentence)).append('\n'));
        text.append('\n');
        text.append(
                last.map(update -> "New since update " + update.number() + " (" + Times.of(update.writtenAt()) + "):")
                        .orElse("So far:"));
        text.append('\n');
        CaseState before =
                last.map(update -> rows.state(incident.id(), update.number())).orElse(null);
        Difference.lines(before, state)
                .forEach(line -> text.append("  - ").append(line).append('\n'));
        text.append('\n').append(waiting(state)).append('\n').append(deadlines(incident, now));
        text.append("\nThe next update follows by ")
                .append(Times.of(now.plus(settings.rhythm(state.severity()))))
                .append(".\n");
        String subject = "[" + state.severity() + "] Incident " + incident.id() + ", update " + number + ": "
                + PhaseWords.of(state.phase());
        return new UpdateDraft(number, now, subject, text.toString(), state);
    }

    private static String waiting(CaseState state) {
        if (state.waitingFor().isEmpty()) {
            return "Nobody is waited for.\n";
        }
        StringBuilder text = new StringBuilder("Waiting for people:\n");
        state.waitingFor()
                .forEach(
                        task -> text.append("  - ").append(VisibleText.of(task)).append('\n'));
        return text.toString();
    }

    private String deadlines(Incident incident, Instant now) {
        StringBuilder text = new StringBuilder("Regulatory clocks, from " + Times.of(incident.awareAt()) + ":\n");
        for (Deadline deadline : clocks.of(incident)) {
            text.append("  - ").append(deadline.sentence(now)).append('\n');
        }
        return text.toString();
    }
}
