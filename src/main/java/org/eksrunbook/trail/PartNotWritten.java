package org.eksrunbook.trail;

import java.io.IOException;
import java.sql.SQLException;

/** The part itself cannot be made (a full disk, for one): no fault of the log that was being read. */
final class PartNotWritten extends IOException {
    PartNotWritten(SQLException cause) {
        super(
                "Free space in the server's temporary folder: an event part could not be written (" + cause.getMessage()
                        + ")",
                cause);
    }
}
