package org.eksrunbook.trail;

import java.io.InputStream;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Service;

/** Logs that people bring from another tool: they become an archive folder of the case. */
@Service
public class SuppliedLogs {

    /**
     * Keeps one file: gzip, JSON, NDJSON, log lines or CSV; what it holds is found out when it is read.
     *
     * @param name as the person named it; only the last part of it is used
     * @param by the authenticated user
     * @throws org.eksrunbook.incident.InvalidInput where the file is empty or too large
     */
    public void accept(IncidentId id, String name, InputStream content, String by) {
        throw new UnsupportedOperationException("follows in the next commit");
    }

    /** How many files were supplied so far. */
    public int count(IncidentId id) {
        throw new UnsupportedOperationException("follows in the next commit");
    }
}
