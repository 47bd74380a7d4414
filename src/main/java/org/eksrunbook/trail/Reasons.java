package org.eksrunbook.trail;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import org.eksrunbook.incident.VisibleText;

/** Why a file cannot be read, in words for people. */
final class Reasons {

    private Reasons() {}

    static String of(Exception failed) {
        Exception reason = failed;
        if (failed instanceof DirectoryIteratorException wrapped && wrapped.getCause() != null) {
            reason = wrapped.getCause();
        }
        if (reason instanceof AccessDeniedException) {
            return "the server has no right to read it";
        }
        if (reason instanceof NoSuchFileException) {
            return "it is not there (any more)";
        }
        if (reason instanceof FileSystemLoopException) {
            return "a link that leads back to itself";
        }
        String message = reason.getMessage();
        return VisibleText.of(message == null ? reason.getClass().getSimpleName() : message);
    }
}
