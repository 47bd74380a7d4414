package org.eksrunbook.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eksrunbook.people.PeopleUnderTest.ID;
import static org.eksrunbook.people.PeopleUnderTest.mail;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.util.Collections;
import java.util.List;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Head;
import org.eksrunbook.gameday.HostileTexts;
import org.eksrunbook.incident.Stakeholder;
import org.eksrunbook.incident.VisibleText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NoticesTest {

    @RegisterExtension
    static final GreenMailExtension SERVER = new GreenMailExtension(ServerSetupTest.SMTP.dynamicPort())
            .withConfiguration(GreenMailConfiguration.aConfig().withUser("runbook", "secret"));

    private PeopleUnderTest people = new PeopleUnderTest(List.of());

    @BeforeEach
    void throughARealServer() {
        people = new PeopleUnderTest(settings("secret", false));
    }

    private static SmtpSettings settings(String password, boolean starttls) {
        return new SmtpSettings(
                "127.0.0.1", SERVER.getSmtp().getPort(), "runbook@example.com", "runbook", password, starttls);
    }

    @Test
    void aNoticeArrivesWithTheLedgersHead() throws Exception {
        people.ledger.append(ID, "incident.opened", Actor.SYSTEM, List.of());
        Head head = people.ledger.head(ID);

        SentNotice sent = people.notices.send(
                ID,
                "s1",
                Actor.SYSTEM,
                new Notice("update", List.of(mail("Ada", "ada@example.com")), "Übung ü", "Text ü"));

        MimeMessage message = SERVER.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("Übung ü");
        assertThat(message.getContent().toString()).contains("Text ü", head.hash(), "holds 1 entries");
        assertThat(message.getAllRecipients()[0]).hasToString("ada@example.com");
        assertThat(message.getFrom()[0]).hasToString("runbook@example.com");
        assertThat(sent.recipients().get(0).channel()).isEqualTo("email");
        assertThat(people.ledger.last(ID, "notice.sent").orElseThrow().seq()).isEqualTo(sent.seq());
    }

    @Test
    void aRepeatedStepSendsNothingTwice() {
        Notice notice = new Notice("update", List.of(mail("Ada", "ada@example.com")), "S", "T");

        SentNotice first = people.notices.send(ID, "s1", Actor.SYSTEM, notice);
        SentNotice second = people.notices.send(ID, "s1", Actor.SYSTEM, notice);

        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        assertThat(second).isEqualTo(first);
        assertThat(people.notices.of(ID)).hasSize(1);
    }

    @Test
    void eachIsWrittenToAlone() throws Exception {
        people.notices.send(
                ID,
                "s1",
                Actor.SYSTEM,
                new Notice(
                        "update", List.of(mail("Ada", "ada@example.com"), mail("Bob", "bob@example.com")), "S", "T"));

        for (MimeMessage message : SERVER.getReceivedMessages()) {
            assertThat(message.getRecipients(Message.RecipientType.TO)).hasSize(1);
            assertThat(message.getRecipients(Message.RecipientType.CC)).isNull();
        }
        assertThat(SERVER.getReceivedMessages()).hasSize(2);
    }

    @Test
    void noHeaderCanBeInjected() throws Exception {
        String injected = "S\r\nBcc: thief@example.com\r\n\r\nother body \u0000 \u2028Bcc: x@example.com";

        people.notices.send(
                ID,
                "s1",
                Actor.SYSTEM,
                new Notice("update", List.of(mail("Ada\r\nBcc: t@x.y", "ada@example.com")), injected, "T"));

        MimeMessage message = SERVER.getReceivedMessages()[0];
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getSubject())
                .contains("\\u000D\\u000ABcc: thief@example.com")
                .doesNotContain("\n");
        assertThat(message.getContent().toString()).startsWith("T");
    }

    @Test
    void whateverAThingAnApplicationOrAPersonIsCalledItArrivesLiterally() throws Exception {
        for (String hostile : HostileTexts.ALL) {
            people.user(hostile, "ada@example.com", "team");
            people.owners.tell(
                    ID,
                    hostile,
                    List.of(new OwnerNotices.Told(
                            hostile,
                            hostile,
                            List.of(new OwnerNotices.Affected("AWS::IAM::User", hostile, null, "created")))),
                    "Look");
            MimeMessage[] messages = SERVER.getReceivedMessages();
            MimeMessage message = messages[messages.length - 1];
            String shown = VisibleText.of(hostile);
            assertThat(Collections.list(message.getAllHeaders()))
                    .extracting(Header::getName)
                    .doesNotContain("Location", "Bcc", "Cc");
            assertThat(message.getSubject()).contains(shown);
            List<String> lines = message.getContent().toString().lines().toList();
            assertThat(lines)
                    .anyMatch(line -> line.contains("resources of " + shown))
                    .anyMatch(line -> line.contains("AWS::IAM::User " + shown))
                    .allSatisfy(line -> assertThat(line).isEqualTo(VisibleText.of(line)));
        }
    }

    @Test
    void anAddressThatIsMoreThanOneIsRefused() {
        for (String address : List.of(
                "ada@example.com, thief@example.com", "ada@example.com\r\nBcc: thief@example.com", "no address", "")) {
            assertThatThrownBy(() -> people.notices.send(
                            ID, "s1", Actor.SYSTEM, new Notice("update", List.of(mail("Ada", address)), "S", "T")))
                    .isInstanceOf(NoticeNotSent.class)
                    .hasMessageContaining("Ada");
        }
        assertThat(SERVER.getReceivedMessages()).isEmpty();
        assertThat(people.ledger.entries(ID)).isEmpty();
    }

    @Test
    void whoWasReachedIsNotToldAgainWhenAnotherWasNot() {
        Notice faulty = new Notice("update", List.of(mail("Ada", "ada@example.com"), mail("Bob", "nowhere")), "S", "T");
        assertThatThrownBy(() -> people.notices.send(ID, "s1", Actor.SYSTEM, faulty))
                .isInstanceOf(NoticeNotSent.class);
        Notice mended =
                new Notice("update", List.of(mail("Ada", "ada@example.com"), mail("Bob", "bob@example.com")), "S", "T");

        people.notices.send(ID, "s1", Actor.SYSTEM, mended);

        assertThat(SERVER.getReceivedMessagesForDomain("example.com")).hasSize(2);
    }

    @Test
    void sentAgainAfterALostTransactionItHasTheSameMessageId() throws Exception {
        Notice notice = new Notice("update", List.of(mail("Ada", "ada@example.com")), "S", "T");
        people.notices.send(ID, "s1", Actor.SYSTEM, notice);

        // Another database: this server never learned that the message left.
        new PeopleUnderTest(settings("secret", false)).notices.send(ID, "s1", Actor.SYSTEM, notice);

        MimeMessage[] messages = SERVER.getReceivedMessages();
        assertThat(messages).hasSize(2);
        assertThat(messages[0].getMessageID()).isEqualTo(messages[1].getMessageID());
    }

    @Test
    void aWrongPasswordAServerThatIsAwayAndAMissingEncryptionAreNotSent() {
        SmtpSettings away = new SmtpSettings("127.0.0.1", 1, "runbook@example.com", null, null, false);
        for (SmtpSettings settings : List.of(settings("wrong", false), settings("secret", true), away)) {
            PeopleUnderTest other = new PeopleUnderTest(settings);

            assertThatThrownBy(() -> other.notices.send(
                            ID,
                            "s1",
                            Actor.SYSTEM,
                            new Notice("update", List.of(mail("Ada", "ada@example.com")), "S", "T")))
                    .isInstanceOf(NoticeNotSent.class)
                    .hasMessageContaining("Ada");
            assertThat(other.ledger.last(ID, "notice.sent")).isEmpty();
        }
        assertThat(SERVER.getReceivedMessages()).isEmpty();
    }

    @Test
    void withoutASettingTheNoticeStandsOnTheTimelineAndSaysWhy() {
        PeopleUnderTest without = new PeopleUnderTest(PeopleUnderTest.noServer());
        Stakeholder chat = new Stakeholder("Bob", "cloud", "pager", "+49 1");

        SentNotice sent = without.notices.send(
                ID, "s1", Actor.SYSTEM, new Notice("update", List.of(mail("Ada", "ada@example.com"), chat), "S", "T"));

        assertThat(sent.recipients()).extracting(SentNotice.Recipient::channel).containsOnly("timeline");
        assertThat(sent.recipients())
                .extracting(SentNotice.Recipient::remark)
                .containsExactly("this server has no settings for email", "this server knows no channel called pager");
    }

    @Test
    void thePasswordIsInNoText() {
        assertThat(settings("secret", false).toString()).doesNotContain("secret");
    }

    @Test
    void aSlowServerEndsTheStepInTime() {
        PeopleUnderTest[] slow = new PeopleUnderTest[1];
        slow[0] = new PeopleUnderTest(List.of(new NoticeChannel() {
            @Override
            public String word() {
                return "email";
            }

            @Override
            public boolean configured() {
                return true;
            }

            @Override
            public void deliver(Stakeholder to, String subject, String text, String messageId) {
                slow[0].clock.pass(java.time.Duration.ofSeconds(15));
            }
        }));
        List<Stakeholder> many = List.of(mail("Ada", "a@x.y"), mail("Bob", "b@x.y"), mail("Eve", "e@x.y"));

        assertThatThrownBy(() -> slow[0].notices.send(ID, "s1", Actor.SYSTEM, new Notice("update", many, "S", "T")))
                .isInstanceOf(NoticeNotSent.class)
                .hasMessage("Eve was not tried: the others took too long");
        // Those reached were remembered: the next attempt has time for the one who is left.
        assertThat(slow[0].notices
                        .send(ID, "s1", Actor.SYSTEM, new Notice("update", many, "S", "T"))
                        .recipients())
                .hasSize(3);
    }
}
