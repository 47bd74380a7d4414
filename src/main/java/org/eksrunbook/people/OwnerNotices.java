package org.eksrunbook.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.Sha256;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Stakeholder;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the owners of the applications that are touched (playbook, Part 3: «Notify the application owner»). */
@Component
public class OwnerNotices {

    private static final int LISTED = 50;

    private final Notices notices;
    private final Ledger ledger;
    private final MailAddresses addresses;

    OwnerNotices(Notices notices, Ledger ledger, MailAddresses addresses) {
        this.notices = notices;
        this.ledger = ledger;
        this.addresses = addresses;
    }

    /**
     * A resource of the application.
     *
     * @param change what happened to it, in words: «created», «modified», «deleted», «read»
     */
    public record Affected(String type, String id, @Nullable String arn, String change) {}

    /**
     * An application and whom to tell.
     *
     * @param owner a user's or group's name, or a mail address
     */
    public record Told(String application, String owner, List<Affected> resources) {
        public Told {
            resources = List.copyOf(resources);
        }
    }

    /** @param reached false where no address is known or no mail leaves this server; {@code why} says which */
    private record Body(String application, String owner, int resources, long notice, boolean reached, String why) {}

    /**
     * Tells each owner once a step, and records {@code owners.notified} for each, also of whom no address is known: with the reason.
     *
     * @param step names the step within the incident, 150 characters at most; an owner who was told the same under it is not told again
     * @param asked what the owners are asked to do, in a sentence
     * @throws NoticeNotSent where an owner was not reached
     */
    public List<SentNotice> tell(IncidentId id, String step, List<Told> owners, String asked) {
        Map<String, Notice> letters = new LinkedHashMap<>();
        Map<String, Told> byStep = new LinkedHashMap<>();
        for (Told one : owners) {
            String own = step + "/" + mark(one);
            byStep.put(own, one);
            letters.put(own, letter(id, one, asked));
        }
        List<SentNotice> sent = notices.sendAll(id, Actor.SYSTEM, letters);
        for (SentNotice notice : sent) {
            Told one = Objects.requireNonNull(byStep.get(notice.step()));
            ledger.appendOnce(
                    id,
                    "owners.notified:" + notice.step(),
                    "owners.notified",
                    Actor.SYSTEM,
                    new Body(
                            one.application(),
                            one.owner(),
                            one.resources().size(),
                            notice.seq(),
                            notice.reached(),
                            notice.unreached()));
        }
        return sent;
    }

    private Notice letter(IncidentId id, Told one, String asked) {
        List<Stakeholder> to = addresses.of(one.owner(), "owner of " + one.application());
        return new Notice("owner", to, subject(id, one.application()), text(one.application(), one.resources(), asked));
    }

    /** The same owner, application and resources have the same mark, whatever their place in a list. */
    private static String mark(Told one) {
        StringBuilder told = new StringBuilder(one.application() + '\n' + one.owner());
        one.resources().stream()
                .map(affected ->
                        affected.type() + '\n' + affected.id() + '\n' + affected.arn() + '\n' + affected.change())
                .sorted()
                .forEach(line -> told.append('\n').append(line));
        return Sha256.of(told.toString().getBytes(UTF_8)).substring(0, 24);
    }

    private static String subject(IncidentId id, String application) {
        return "Incident " + id + ": your application " + application + " is affected";
    }

    private static String text(String application, List<Affected> resources, String asked) {
        StringBuilder text = new StringBuilder();
        text.append("During a security incident, somebody used or changed resources of ")
                .append(VisibleText.of(application))
                .append(".\n\nAsked of you: ")
                .append(VisibleText.of(asked))
                .append("\n\n")
                .append(resources.size() == 1 ? "1 resource" : resources.size() + " resources")
                .append(":\n");
        for (Affected one : resources.subList(0, Math.min(LISTED, resources.size()))) {
            String name = one.arn() == null ? one.id() : one.arn();
            text.append("  - ")
                    .append(VisibleText.of(one.change()))
                    .append(": ")
                    .append(VisibleText.of(one.type()))
                    .append(' ')
                    .append(VisibleText.of(name))
                    .append('\n');
        }
        if (resources.size() > LISTED) {
            text.append("  and ").append(resources.size() - LISTED).append(" more, on the page of the incident\n");
        }
        return text.toString();
    }
}
