package org.eksrunbook.asset;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The CMDB in our own tables, for who has no other or exports his. Joins the caller's transaction. */
@Repository
class EmbeddedCmdb implements Cmdb {

    private static final String ENTRY =
            "select r.*, a.owner from cmdb_resource r" + " join cmdb_application a on a.name = r.application";
    private static final String PROCESS = "";
    private static final Comparator<CmdbRow> BY_PLACE =
            Comparator.comparing(CmdbRow::resourceType).thenComparing(CmdbRow::resourceId);

    private final JdbcClient jdbc;
    private final Clock clock;

    EmbeddedCmdb(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Optional<CmdbEntry> find(ResourceRef resource) {
        List<String> names =
                resource.names().stream().filter(name -> name.length() <= 600).toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        List<CmdbEntry> called = jdbc.sql(ENTRY + " where exists (select 1 from cmdb_name n where n.name in (:names)"
                        + " and n.resource_type = r.resource_type and n.resource_id = r.resource_id)"
                        + " order by r.resource_type, r.resource_id")
                .param("names", names)
                .query(CmdbEntryMapper.INSTANCE)
                .list();
        return CmdbMatch.best(resource, called);
    }

    @Override
    public List<CmdbEntry> entries(String application) {
        return jdbc.sql(ENTRY + " where r.application = ? order by r.resource_type, r.resource_id")
                .param(application)
                .query(CmdbEntryMapper.INSTANCE)
                .list();
    }

    @Override
    public List<CmdbApplication> applications() {
        return jdbc.sql("select name, owner from cmdb_application order by name")
                .query((row, number) -> new CmdbApplication(row.getString(1), row.getString(2)))
                .list();
    }

    @Override
    public Optional<CmdbApplication> application(String name) {
        return jdbc.sql("select name, owner from cmdb_application where name = ?")
                .param(name)
                .query((row, number) -> new CmdbApplication(row.getString(1), row.getString(2)))
                .optional();
    }

    /** A conflict changes nothing, and is no reason to take back what else its caller did. */
    @Override
    @Transactional(noRollbackFor = Conflict.class)
    public CmdbEntry recordStatus(CmdbEntry entry, String status, long expectedVersion, IncidentId incident) {
        int updated = jdbc.sql("update cmdb_resource set status = ?, status_incident = ?, version = version + 1,"
                        + " updated_at = ? where resource_type = ? and resource_id = ? and version = ?")
                .params(status, incident.value(), now(), entry.resourceType(), entry.resourceId(), expectedVersion)
                .update();
        CmdbEntry stored = stored(entry).orElseThrow(() -> changedMeanwhile(entry));
        boolean doneBefore = stored.version() == expectedVersion + 1
                && stored.status().equals(status)
                && incident.value().equals(stored.statusIncident());
        if (updated == 0 && !doneBefore) {
            throw changedMeanwhile(entry);
        }
        return stored;
    }

    @Override
    @Transactional
    public CmdbEntry enter(CmdbEntry entry, IncidentId incident) {
        Optional<CmdbEntry> there = stored(entry);
        if (there.isPresent()) {
            return there.get();
        }
        CmdbRow row = new CmdbRow(
                entry.application(),
                entry.owner(),
                entry.environment(),
                entry.dataClass(),
                entry.resourceId(),
                entry.resourceType(),
                entry.configuration());
        ensureApplication(entry.application(), entry.owner());
        insert(row, entry.status(), incident.value());
        return stored(entry).orElseThrow();
    }

    @Override
    public void attach(String application, IncidentId incident, String sha256, String title) {
        jdbc.sql("insert into cmdb_attachment (application, incident_key, artefact, title, attached_at)"
                        + " select :application, :incident, :artefact, :title, :at from (values (1)) as once (one)"
                        + " where not exists (select 1 from cmdb_attachment where application = :application"
                        + " and incident_key = :incident and artefact = :artefact)")
                .param("application", application)
                .param("incident", incident.key())
                .param("artefact", sha256)
                .param("title", title.length() > 300 ? title.substring(0, 300) : title)
                .param("at", now())
                .update();
    }

    @Override
    public void attachToProcess(IncidentId incident, String sha256, String title) {
        attach(PROCESS, incident, sha256, title);
    }

    @Override
    public List<CmdbAttachment> attachments(String application) {
        return jdbc.sql("select incident_key, artefact, title, attached_at from cmdb_attachment where application = ?"
                        + " order by attached_at, artefact")
                .param(application)
                .query((row, number) -> new CmdbAttachment(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public List<CmdbAttachment> processAttachments() {
        return attachments(PROCESS);
    }

    /** Stores an import; the caller's transaction makes it all or nothing. */
    CmdbImport.Imported store(CmdbRows rows) {
        // In one order whatever the file's: of two imports at once one waits for the other, and not each for each.
        List<CmdbRow> sound = rows.sound().stream().sorted(BY_PLACE).toList();
        Set<String> applications = new TreeSet<>();
        sound.forEach(row -> applications.add(row.application()));
        int added = 0;
        int changed = 0;
        try {
            for (String application : applications) {
                ensureApplication(application, rows.ownerOf(application));
            }
            for (CmdbRow row : sound) {
                Optional<CmdbEntry> there = stored(row.resourceType(), row.resourceId());
                if (there.isEmpty()) {
                    insert(row, "", null);
                    added++;
                } else if (differs(there.get(), row)) {
                    replace(row);
                    changed++;
                }
            }
        } catch (DuplicateKeyException | ConcurrencyFailureException race) {
            throw new Conflict("The CMDB is being imported by someone else at this moment: try again");
        }
        return new CmdbImport.Imported(sound.size(), applications.size(), added, changed);
    }

    private Optional<CmdbEntry> stored(CmdbEntry entry) {
        return stored(entry.resourceType(), entry.resourceId());
    }

    private Optional<CmdbEntry> stored(String type, String id) {
        return jdbc.sql(ENTRY + " where r.resource_type = ? and r.resource_id = ?")
                .params(type, id)
                .query(CmdbEntryMapper.INSTANCE)
                .optional();
    }

    private void ensureApplication(String name, String owner) {
        int there = jdbc.sql("update cmdb_application set owner = case when :owner = '' then owner else :owner end,"
                        + " updated_at = :at where name = :name")
                .param("owner", owner)
                .param("at", now())
                .param("name", name)
                .update();
        if (there == 0) {
            jdbc.sql("insert into cmdb_application (name, owner, updated_at) values (?, ?, ?)")
                    .params(name, owner, now())
                    .update();
        }
    }

    private static boolean differs(CmdbEntry there, CmdbRow row) {
        return !there.application().equals(row.application())
                || !there.environment().equals(row.environment())
                || !there.dataClass().equals(row.dataClass())
                || !there.configuration().equals(row.configuration());
    }

    private void replace(CmdbRow row) {
        jdbc.sql("update cmdb_resource set application = ?, environment = ?, data_class = ?, configuration = ?,"
                        + " version = version + 1, updated_at = ? where resource_type = ? and resource_id = ?")
                .params(
                        row.application(),
                        row.environment(),
                        row.dataClass(),
                        row.configuration(),
                        now(),
                        row.resourceType(),
                        row.resourceId())
                .update();
    }

    private void insert(CmdbRow row, String status, @Nullable String incident) {
        jdbc.sql("insert into cmdb_resource (resource_type, resource_id, application, environment, data_class,"
                        + " configuration, status, status_incident, version, updated_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)")
                .params(
                        row.resourceType(),
                        row.resourceId(),
                        row.application(),
                        row.environment(),
                        row.dataClass(),
                        row.configuration(),
                        status,
                        incident,
                        now())
                .update();
        for (String name : new ResourceRef(row.resourceType(), row.resourceId(), null, "", "").names()) {
            jdbc.sql("insert into cmdb_name (name, resource_type, resource_id) values (?, ?, ?)")
                    .params(name, row.resourceType(), row.resourceId())
                    .update();
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Conflict changedMeanwhile(CmdbEntry entry) {
        return new Conflict("The CMDB's entry of " + entry.resourceId() + " was changed meanwhile: look at it again");
    }
}
