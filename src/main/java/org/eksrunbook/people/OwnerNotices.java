package org.eksrunbook.people;

import java.util.List;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Stakeholder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the owners of the applications that are touched (playbook, Part 3: «Notify the application owner»). */
@Component
public class OwnerNotices {

    private static final int LISTED = 50;

    private final Notices notices;
    private final Ledger ledger;

    OwnerNotices(Notices notices, Ledger ledger) {
        this.notices = notices;
        this.ledger = ledger;
    }

    /**
     * A resource of the application.
     *
     * @param change what happened to it, in words: «created», «modified», «deleted», «read»
     */
    public record Affected(String type, String id, @Nullable String arn, String change) {}

    private record Body(String application, String owner, int resources, long notice) {}

    /**
     * Tells one owner once a step, and records {@code owners.notified}.
     *
     * @param address a mail address, where one is known; else the notice stands on the case's timeline
     * @param asked what the owner is asked to do, in a sentence
     * @throws NoticeNotSent where the owner was not reached
     */
    public SentNotice tell(
            IncidentId id,
            String step,
            String application,
            String owner,
            @Nullable String address,
            List<Affected> resources,
            String asked) {
        Stakeholder to = new Stakeholder(
                owner,
                "owner of " + application,
                address == null ? "timeline" : "email",
                address == null ? "" : address);
        Notice notice = new Notice("owner", List.of(to), subject(id, application), text(application, resources, asked));
        SentNotice sent = notices.send(id, step, Actor.SYSTEM, notice);
        ledger.appendOnce(
                id,
                "owners.notified:" + step,
                "owners.notified",
                Actor.SYSTEM,
                new Body(application, owner, resources.size(), sent.seq()));
        return sent;
    }

    private static String subject(IncidentId id, String application) {
        return "Incident " + id + ": your application " + application + " is affected";
    }

    private static String text(String application, List<Affected> resources, String asked) {
        StringBuilder text = new StringBuilder();
        text.append("During a security incident, somebody used or changed resources of ")
                .append(PlainLine.of(application))
                .append(".\n\nAsked of you: ")
                .append(PlainLine.of(asked))
                .append("\n\n")
                .append(resources.size() == 1 ? "1 resource" : resources.size() + " resources")
                .append(":\n");
        for (Affected one : resources.subList(0, Math.min(LISTED, resources.size()))) {
            String name = one.arn() == null ? one.id() : one.arn();
            text.append("  - ")
                    .append(PlainLine.of(one.change()))
                    .append(": ")
                    .append(PlainLine.of(one.type()))
                    .append(' ')
                    .append(PlainLine.of(name))
                    .append('\n');
        }
        if (resources.size() > LISTED) {
            text.append("  and ").append(resources.size() - LISTED).append(" more, on the page of the incident\n");
        }
        return text.toString();
    }
}
