package org.eksrunbook.people;

import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.incident.Stakeholder;

/** A channel for {@code email} that takes everything but what goes to {@code nowhere…}, until it is told to be down. */
final class ScriptedChannel implements NoticeChannel {

    final List<String> delivered = new ArrayList<>();
    boolean down;

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
        if (down || to.address().startsWith("nowhere")) {
            throw new NoticeNotSent("Mail to " + to.name() + " was not taken: down", null);
        }
        delivered.add(to.address() + "\n" + subject + "\n" + text);
    }
}
