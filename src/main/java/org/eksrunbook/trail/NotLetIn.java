package org.eksrunbook.trail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import org.eksrunbook.evidence.ArtefactsUnavailable;
import org.jspecify.annotations.Nullable;

/** A file is there, and its keeper does not give it to this server: people can change that, and the next round looks again. */
public final class NotLetIn extends IOException {

    public NotLetIn(String why, @Nullable Throwable cause) {
        super(why, cause);
    }

    /** Whether the file is refused now, too; false where its source is away, which whoever reads it meets. */
    static boolean to(ArchiveFile file, GroupReader.Opener opener) {
        try (InputStream stored = opener.open(file)) {
            // An object of a store may be refused only at its first byte.
            byte[] first = new byte[1];
            stored.readNBytes(first, 0, 1);
            return false;
        } catch (IOException failed) {
            return says(failed);
        } catch (SourceUnavailable | ArtefactsUnavailable away) {
            return false;
        }
    }

    static boolean says(IOException failed) {
        return failed instanceof NotLetIn || failed instanceof AccessDeniedException;
    }
}
