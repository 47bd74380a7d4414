package org.eksrunbook.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Head;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.Sha256;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Stakeholder;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells people, each alone, by their channel; whoever has none that works reads it on the case's timeline. Joins the caller's
 * transaction, but remembers at once what left: where that transaction is lost, whoever was reached is not told again. At least once:
 * a message that the server is killed over is sent again under the same message id.
 */
@Component
public class Notices {

    static final String KIND = "notice.sent";

    // A step that sends is short: other steps of its incident wait for it.
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final List<NoticeChannel> channels;
    private final Clock clock;
    private final TransactionTemplate own;

    Notices(
            JdbcClient jdbc,
            Ledger ledger,
            List<NoticeChannel> channels,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.channels = List.copyOf(channels);
        this.clock = clock;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Sends a notice once a step, and records it as {@code notice.sent}.
     *
     * @param step names the step within the incident, 190 characters at most; the same each time it is repeated
     * @throws NoticeNotSent where somebody was not reached; those reached are not told again
     */
    public SentNotice send(IncidentId id, String step, Actor actor, Notice notice) {
        return sendAll(id, actor, Map.of(step, notice)).get(0);
    }

    /**
     * Sends a notice that is not sent again to those it does not reach: with whom it reached they stand in its entry, as missed.
     *
     * @throws NoticeNotSent where nobody who was to get a message got one; nothing is recorded then
     */
    SentNotice sendToWhomItReaches(IncidentId id, String step, Actor actor, Notice notice) {
        if (ledger.ofStep(id, ledgerStep(step)).isEmpty()) {
            String text = notice.text() + "\n\n" + record(id);
            Delivery delivery = deliver(id, step, notice, text, clock.instant());
            if (!delivery.missed().isEmpty() && delivery.told().stream().noneMatch(Notices::left)) {
                throw notSent(delivery.faults());
            }
            ledger.appendOnce(
                    id,
                    ledgerStep(step),
                    KIND,
                    actor,
                    SentNotices.body(step, notice, text, delivery.told(), delivery.missed()));
        }
        return SentNotices.read(ledger.ofStep(id, ledgerStep(step)).orElseThrow());
    }

    /**
     * Sends several notices, each once under its step. First all leave, then all are recorded: nobody waits for the ledger while a
     * mail server is slow.
     *
     * @throws NoticeNotSent where somebody was not reached; nothing is recorded then
     */
    List<SentNotice> sendAll(IncidentId id, Actor actor, Map<String, Notice> notices) {
        Instant began = clock.instant();
        String record = record(id);
        Map<String, SentNotices.Body> left = new LinkedHashMap<>();
        List<NoticeNotSent> faults = new ArrayList<>();
        for (Map.Entry<String, Notice> one : notices.entrySet()) {
            if (ledger.ofStep(id, ledgerStep(one.getKey())).isEmpty()) {
                String text = one.getValue().text() + "\n\n" + record;
                Delivery delivery = deliver(id, one.getKey(), one.getValue(), text, began);
                faults.addAll(delivery.faults());
                left.put(
                        one.getKey(), SentNotices.body(one.getKey(), one.getValue(), text, delivery.told(), List.of()));
            }
        }
        if (!faults.isEmpty()) {
            throw notSent(faults);
        }
        left.forEach((step, body) -> ledger.appendOnce(id, ledgerStep(step), KIND, actor, body));
        return notices.keySet().stream()
                .map(step ->
                        SentNotices.read(ledger.ofStep(id, ledgerStep(step)).orElseThrow()))
                .toList();
    }

    /** All notices of an incident in the order they were sent: its timeline of messages. */
    public List<SentNotice> of(IncidentId id) {
        return ledger.entries(id, KIND).stream().map(SentNotices::read).toList();
    }

    private String record(IncidentId id) {
        Head head = ledger.head(id);
        return "Incident " + id + ". The record holds " + head.count() + " entries so far, the last with the hash "
                + head.hash() + ".";
    }

    private static boolean left(SentNotice.Recipient told) {
        return !told.channel().equals("timeline");
    }

    private static NoticeNotSent notSent(List<NoticeNotSent> faults) {
        String all =
                String.join("; ", faults.stream().map(NoticeNotSent::getMessage).toList());
        return new NoticeNotSent(all, faults.get(0));
    }

    private record Delivery(
            List<SentNotice.Recipient> told, List<SentNotice.Recipient> missed, List<NoticeNotSent> faults) {}

    private Delivery deliver(IncidentId id, String step, Notice notice, String text, Instant began) {
        Set<String> reached = new HashSet<>(jdbc.sql("select recipient from notice where incident_key = ? and step = ?")
                .params(id.key(), step)
                .query(String.class)
                .list());
        Delivery delivery = new Delivery(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Stakeholder one : notice.to()) {
            SentNotice.Recipient recipient = recipient(one);
            try {
                if (reached.add(nameOf(one))) {
                    if (Duration.between(began, clock.instant()).compareTo(LONGEST) > 0) {
                        throw new NoticeNotSent(one.name() + " was not tried: the others took too long", null);
                    }
                    deliver(recipient, one, notice.subject(), text, messageId(id, step, one));
                    remember(id, step, recipient, nameOf(one));
                }
                delivery.told().add(recipient);
            } catch (NoticeNotSent fault) {
                delivery.faults().add(fault);
                delivery.missed()
                        .add(new SentNotice.Recipient(
                                one.name(),
                                one.role(),
                                one.channel(),
                                one.address(),
                                String.valueOf(fault.getMessage())));
            }
        }
        return delivery;
    }

    private SentNotice.Recipient recipient(Stakeholder one) {
        Optional<NoticeChannel> channel = channel(one);
        String remark = "";
        if (one.channel().equals(MailAddresses.NO_CHANNEL)) {
            remark = "no address is known";
        } else if (channel.isEmpty() && !one.channel().equals("timeline")) {
            remark = "this server knows no channel called " + one.channel();
        } else if (channel.isPresent() && !channel.get().configured()) {
            remark = "this server has no settings for " + one.channel();
        }
        boolean leaves = channel.isPresent() && channel.get().configured();
        return new SentNotice.Recipient(
                one.name(), one.role(), leaves ? one.channel() : "timeline", one.address(), remark);
    }

    private void deliver(
            SentNotice.Recipient recipient, Stakeholder one, String subject, String text, String messageId) {
        if (left(recipient)) {
            channel(one).orElseThrow().deliver(one, subject, text, messageId);
        }
    }

    private Optional<NoticeChannel> channel(Stakeholder one) {
        return channels.stream()
                .filter(channel -> channel.word().equals(one.channel()))
                .findFirst();
    }

    /** A message that left cannot be taken back: it is remembered even where the caller's transaction is lost. */
    private void remember(IncidentId id, String step, SentNotice.Recipient recipient, String name) {
        Instant now = clock.instant();
        try {
            own.executeWithoutResult(status -> jdbc.sql(
                            "insert into notice (incident_key, step, recipient, channel, sent_at) values (?, ?, ?, ?, ?)")
                    .params(id.key(), step, name, recipient.channel(), now.atOffset(ZoneOffset.UTC))
                    .update());
        } catch (DuplicateKeyException sentByAnotherNode) {
            // The same message id: the reader's program drops the second.
            return;
        }
    }

    private static String nameOf(Stakeholder one) {
        return Sha256.of((one.channel() + '\n' + one.address() + '\n' + one.name()).getBytes(UTF_8));
    }

    private static String messageId(IncidentId id, String step, Stakeholder one) {
        return Sha256.of((id.key() + '\n' + step + '\n' + nameOf(one)).getBytes(UTF_8));
    }

    private static String ledgerStep(String step) {
        return "notice:" + step;
    }
}
