package org.eksrunbook.people;

import java.time.Duration;
import java.util.List;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Severity;
import org.springframework.stereotype.Component;

/**
 * The updates that stakeholders are given on the severity's rhythm (playbook, Parts 2 to 5): each written from the live state as a
 * difference to the last one that was sent. One that was missed is recorded, and told in the next.
 */
@Component
public class StakeholderUpdates {

    private final UpdateRows rows;
    private final Notices notices;
    private final Stakeholders stakeholders;
    private final MissedUpdates missed;
    private final UpdateWriter writer;
    private final PeopleSettings settings;

    StakeholderUpdates(
            UpdateRows rows,
            Notices notices,
            Stakeholders stakeholders,
            MissedUpdates missed,
            UpdateWriter writer,
            PeopleSettings settings) {
        this.rows = rows;
        this.notices = notices;
        this.stakeholders = stakeholders;
        this.missed = missed;
        this.writer = writer;
        this.settings = settings;
    }

    /** How often stakeholders of an incident of this severity are told. */
    public Duration rhythm(Severity severity) {
        return settings.rhythm(severity);
    }

    /**
     * Writes the next update and stores it; nothing leaves yet. A repeated step answers the update it wrote.
     *
     * @param step names the step within the incident, 190 characters at most
     */
    public Update write(String step, Incident incident, CaseState state) {
        return rows.ofStep(incident.id(), step).orElseGet(() -> {
            List<Update> earlier = rows.list(incident.id());
            List<String> unsaid = missed.before(step, incident, earlier);
            return rows.add(step, writer.next(incident, state, earlier, unsaid));
        });
    }

    /**
     * Sends an update that was written, and records {@code update.sent}; whom it did not reach the next one names. Sent before: nothing
     * happens.
     *
     * @throws NoticeNotSent where nobody was reached
     */
    public Update send(Incident incident, int number) {
        Update update = rows.require(incident.id(), number);
        if (update.state() != Update.State.WRITTEN) {
            return update;
        }
        Notice notice = new Notice("update", stakeholders.of(incident), update.subject(), update.text());
        SentNotice sent = notices.sendToWhomItReaches(incident.id(), "update:" + number, Actor.SYSTEM, notice);
        return rows.sent(incident.id(), update, sent);
    }

    /** Records an update that could not be sent as {@code update.missed}. */
    public Update missed(IncidentId id, int number, String reason) {
        return rows.missed(id, rows.require(id, number), reason);
    }

    /** All updates of an incident in order. */
    public List<Update> of(IncidentId id) {
        return rows.list(id);
    }
}
