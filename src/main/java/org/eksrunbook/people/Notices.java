package org.eksrunbook.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Head;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.Sha256;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Stakeholder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells people, each alone, by their channel; whoever has none that works reads it on the case's timeline. Joins the caller's
 * transaction. At least once: where the transaction is lost after the mail server took a message, the message is sent again
 * under the same message id.
 */
@Component
public class Notices {

    static final String KIND = "notice.sent";

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final List<NoticeChannel> channels;
    private final Clock clock;

    Notices(JdbcClient jdbc, Ledger ledger, List<NoticeChannel> channels, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.channels = List.copyOf(channels);
        this.clock = clock;
    }

    /**
     * Sends a notice once a step, and records it as {@code notice.sent}.
     *
     * @param step names the step within the incident, 190 characters at most; the same each time it is repeated
     * @throws NoticeNotSent where somebody was not reached; those reached are not told again
     */
    public SentNotice send(IncidentId id, String step, Actor actor, Notice notice) {
        Optional<Entry> recorded = ledger.ofStep(id, ledgerStep(step));
        if (recorded.isPresent()) {
            return SentNotices.read(recorded.get());
        }
        String text = notice.text() + "\n\n" + record(id);
        List<SentNotice.Recipient> told = deliverToAll(id, step, notice, text);
        Entry entry = ledger.appendOnce(id, ledgerStep(step), KIND, actor, SentNotices.body(step, notice, text, told));
        return SentNotices.read(entry);
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

    private List<SentNotice.Recipient> deliverToAll(IncidentId id, String step, Notice notice, String text) {
        Set<String> reached = new HashSet<>(jdbc.sql("select recipient from notice where incident_key = ? and step = ?")
                .params(id.key(), step)
                .query(String.class)
                .list());
        List<SentNotice.Recipient> told = new ArrayList<>();
        List<NoticeNotSent> faults = new ArrayList<>();
        for (Stakeholder one : notice.to()) {
            SentNotice.Recipient recipient = recipient(one);
            try {
                if (reached.add(nameOf(one))) {
                    deliver(recipient, one, notice.subject(), text, messageId(id, step, one));
                    remember(id, step, recipient, nameOf(one));
                }
                told.add(recipient);
            } catch (NoticeNotSent fault) {
                reached.remove(nameOf(one));
                faults.add(fault);
            }
        }
        if (!faults.isEmpty()) {
            throw new NoticeNotSent(
                    String.join(
                            "; ", faults.stream().map(NoticeNotSent::getMessage).toList()),
                    faults.get(0));
        }
        return told;
    }

    private SentNotice.Recipient recipient(Stakeholder one) {
        Optional<NoticeChannel> channel = channel(one);
        String remark = "";
        if (channel.isEmpty() && !one.channel().equals("timeline")) {
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
        if (!recipient.channel().equals("timeline")) {
            channel(one).orElseThrow().deliver(one, subject, text, messageId);
        }
    }

    private Optional<NoticeChannel> channel(Stakeholder one) {
        return channels.stream()
                .filter(channel -> channel.word().equals(one.channel()))
                .findFirst();
    }

    private void remember(IncidentId id, String step, SentNotice.Recipient recipient, String name) {
        Instant now = clock.instant();
        jdbc.sql("insert into notice (incident_key, step, recipient, channel, sent_at) values (?, ?, ?, ?, ?)")
                .params(id.key(), step, name, recipient.channel(), now.atOffset(ZoneOffset.UTC))
                .update();
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
