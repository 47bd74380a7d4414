package org.eksrunbook.people;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.eksrunbook.incident.Stakeholder;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Electronic mail through the server of {@code runbook.smtp.*}: plain text, one recipient a message. */
@Component
final class SmtpChannel implements NoticeChannel {

    // A step that sends is short: other steps of its incident wait for it.
    private static final String TIMEOUT_MILLIS = "5000";

    private final SmtpSettings settings;
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

    SmtpChannel(SmtpSettings settings) {
        this.settings = settings;
        sender.setHost(settings.host());
        sender.setPort(settings.port() == null ? (settings.starttls() ? 587 : 25) : settings.port());
        sender.setUsername(settings.username());
        sender.setPassword(settings.password());
        sender.setDefaultEncoding("UTF-8");
        Properties properties = sender.getJavaMailProperties();
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.username() != null));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(settings.starttls()));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(settings.starttls()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    }

    @Override
    public String word() {
        return "email";
    }

    @Override
    public boolean configured() {
        return settings.host() != null;
    }

    @Override
    public void deliver(Stakeholder to, String subject, String text, String messageId) {
        try {
            MimeMessage message = new IdentifiedMessage(sender, messageId);
            message.setFrom(oneAddress(String.valueOf(settings.from())));
            message.setRecipient(MimeMessage.RecipientType.TO, oneAddress(to.address()));
            message.setSubject(HeaderText.of(subject), StandardCharsets.UTF_8.name());
            message.setText(text, StandardCharsets.UTF_8.name());
            message.setHeader("Auto-Submitted", "auto-generated");
            sender.send(message);
        } catch (MessagingException | MailException failed) {
            throw new NoticeNotSent(
                    "Mail to " + HeaderText.of(to.name()) + " was not taken: " + reason(failed), failed);
        }
    }

    private static InternetAddress oneAddress(String text) throws AddressException {
        if (!HeaderText.of(text).equals(text)) {
            throw new AddressException("the address holds a control character");
        }
        InternetAddress[] addresses = InternetAddress.parse(text, true);
        if (addresses.length != 1) {
            throw new AddressException("exactly one address is wanted");
        }
        addresses[0].validate();
        return addresses[0];
    }

    private static String reason(Exception failed) {
        Throwable deepest = failed;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return HeaderText.of(String.valueOf(deepest.getMessage()));
    }

    /** A message with an id of ours: sent again, it is recognised as the same. */
    private static final class IdentifiedMessage extends MimeMessage {

        private final String id;

        IdentifiedMessage(JavaMailSenderImpl sender, String id) {
            super(sender.getSession());
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + "@eks-runbook>");
        }
    }
}
