package org.eksrunbook.trail;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.jspecify.annotations.Nullable;

/** A file is there, and its keeper does not give it to this server: people can change that, and the next round looks again. */
public final class NotLetIn extends IOException {

    public NotLetIn(String why, @Nullable Throwable cause) {
        super(why, cause);
    }

    static boolean says(IOException failed) {
        return failed instanceof NotLetIn || failed instanceof AccessDeniedException;
    }
}
