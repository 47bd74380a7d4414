package org.eksrunbook.asset;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Reader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Imports the CMDB, all or nothing. Columns: {@code application,owner,environment,dataClass,resourceId,resourceType,configuration}.
 * What stands there already under the same type and id is replaced; what is not in the import stays.
 */
@Service
public class CmdbImport {

    private static final Logger LOG = LoggerFactory.getLogger(CmdbImport.class);

    private final EmbeddedCmdb cmdb;
    private final ObjectMapper json;

    CmdbImport(EmbeddedCmdb cmdb, ObjectMapper json) {
        this.cmdb = cmdb;
        this.json = json;
    }

    /** What an import did. */
    public record Imported(int rows, int applications, int added, int changed) {}

    /** @throws org.eksrunbook.incident.InvalidInput names line and column of every fault; nothing was imported then */
    @Transactional
    public Imported csv(Reader csv, String user) {
        return store(CmdbCsv.read(csv), user);
    }

    /**
     * An array of objects with the fields of the CSV's columns, or {@code {"items":[…]}}.
     *
     * @throws org.eksrunbook.incident.InvalidInput names line and column of every fault; nothing was imported then
     */
    @Transactional
    public Imported json(Reader text, String user) {
        return store(CmdbJson.read(text, json), user);
    }

    private Imported store(CmdbRows rows, String user) {
        Imported imported = cmdb.store(rows);
        LOG.info(
                "CMDB: {} rows of {} applications imported ({} added, {} changed) by {}",
                imported.rows(),
                imported.applications(),
                imported.added(),
                imported.changed(),
                user);
        return imported;
    }
}
