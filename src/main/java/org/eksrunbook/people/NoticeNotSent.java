package org.eksrunbook.people;

import org.jspecify.annotations.Nullable;

/** A notice did not reach everybody it was for; the message names whom, and why. May pass: sending it again reaches only those. */
public final class NoticeNotSent extends RuntimeException {

    public NoticeNotSent(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
