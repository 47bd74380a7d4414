package org.eksrunbook.people;

import org.eksrunbook.incident.Stakeholder;

/** A way to reach one person. */
interface NoticeChannel {

    /** The word a stakeholder's {@code channel} is compared with. */
    String word();

    /** False where the server was given no settings for it: the notice then stands on the timeline alone. */
    boolean configured();

    /**
     * Delivers one message.
     *
     * @param messageId the same each time this message is sent again, so that the reader's program can drop the second
     * @throws NoticeNotSent where it was not accepted
     */
    void deliver(Stakeholder to, String subject, String text, String messageId);
}
