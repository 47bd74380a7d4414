package org.eksrunbook.asset;

import java.io.Reader;
import org.springframework.stereotype.Service;

/** Imports the CMDB, all or nothing. */
@Service
public class CmdbImport {

    /** What an import did. */
    public record Imported(int rows, int applications, int added, int changed) {}

    /** @throws org.eksrunbook.incident.InvalidInput names line and column of every fault */
    public Imported csv(Reader csv, String user) {
        throw new UnsupportedOperationException("follows");
    }

    /** An array of objects with the fields of the CSV's columns, or {@code {"items":[…]}}. */
    public Imported json(Reader json, String user) {
        throw new UnsupportedOperationException("follows");
    }
}
