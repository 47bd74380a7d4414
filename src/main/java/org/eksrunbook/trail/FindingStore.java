package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.incident.IncidentId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes the findings' tables from the list of findings: they are a copy to ask by, made anew in each round. */
@Component
class FindingStore {

    private static final int BATCH = 500;
    private static final int LONGEST_NAME = 2000;

    /** Counts over a list of findings. */
    static final class Sums {
        int count;
        int denied;
        final Map<String, Integer> byCategory = new TreeMap<>();
        final ReadGroups reads = new ReadGroups();

        void add(Finding finding) {
            count++;
            denied += finding.effective() ? 0 : 1;
            byCategory.merge(finding.category().word(), 1, Integer::sum);
            reads.add(finding);
        }
    }

    private final JdbcTemplate jdbc;
    private final Artefacts artefacts;
    private final ObjectMapper json;

    FindingStore(JdbcTemplate jdbc, Artefacts artefacts, ObjectMapper json) {
        this.jdbc = jdbc;
        this.artefacts = artefacts;
        this.json = json;
    }

    void replaceBy(IncidentId id, String artefact) {
        for (String table : List.of("trail_finding_resource", "trail_finding_category", "trail_finding")) {
            jdbc.update("delete from " + table + " where incident_key = ?", id.key());
        }
        try (InputStream list = artefacts.open(artefact);
                MappingIterator<Finding> findings =
                        json.readerFor(Finding.class).readValues(list)) {
            List<Finding> batch = new ArrayList<>();
            while (findings.hasNext()) {
                batch.add(findings.next());
                if (batch.size() == BATCH) {
                    insert(id, batch);
                    batch.clear();
                }
            }
            insert(id, batch);
        } catch (IOException broken) {
            throw new UncheckedIOException("The list of findings cannot be read", broken);
        }
    }

    private void insert(IncidentId id, List<Finding> batch) throws IOException {
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> categories = new ArrayList<>();
        List<Object[]> resources = new ArrayList<>();
        for (Finding finding : batch) {
            rows.add(new Object[] {
                id.key(),
                finding.source(),
                finding.eventId(),
                cut(finding.eventTime(), 40),
                finding.effective(),
                cut(finding.principal()),
                FindingQuery.start(cut(finding.principal())),
                finding.accessKeyId() == null ? null : cut(finding.accessKeyId(), 200),
                json.writeValueAsString(finding),
                Standing.of(finding)
            });
            for (Category category : new LinkedHashSet<>(finding.categories())) {
                categories.add(new Object[] {
                    id.key(),
                    finding.source(),
                    finding.eventId(),
                    category.word(),
                    cut(finding.eventTime(), 40),
                    Standing.of(finding)
                });
            }
            for (String named : names(finding)) {
                resources.add(
                        new Object[] {id.key(), finding.source(), finding.eventId(), named, FindingQuery.start(named)});
            }
        }
        jdbc.batchUpdate(
                "insert into trail_finding (incident_key, source, event_id, event_time, effective, principal, principal_start,"
                        + " access_key_id, document, standing) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
                new int[] {
                    Types.VARCHAR,
                    Types.VARCHAR,
                    Types.VARCHAR,
                    Types.VARCHAR,
                    Types.BOOLEAN,
                    Types.VARCHAR,
                    Types.VARCHAR,
                    Types.VARCHAR,
                    Types.VARCHAR,
                    Types.INTEGER
                });
        jdbc.batchUpdate(
                "insert into trail_finding_category (incident_key, source, event_id, category, event_time, standing)"
                        + " values (?, ?, ?, ?, ?, ?)",
                categories);
        jdbc.batchUpdate(
                "insert into trail_finding_resource (incident_key, source, event_id, named, named_start)"
                        + " values (?, ?, ?, ?, ?)",
                resources);
    }

    private static Set<String> names(Finding finding) {
        Set<String> names = new LinkedHashSet<>();
        for (Finding.Resource resource : finding.resources()) {
            names.add(cut(resource.id()));
            if (resource.arn() != null) {
                names.add(cut(resource.arn()));
            }
            if (resource.name() != null) {
                names.add(cut(resource.name()));
            }
        }
        return names;
    }

    /** A name as it is stored. */
    static String cut(String text) {
        return cut(text, LONGEST_NAME);
    }

    private static String cut(String text, int length) {
        // PostgreSQL keeps no NUL in a text; the finding itself has it, escaped.
        String plain = text.replace('\0', '\ufffd');
        return plain.length() > length ? plain.substring(0, length) : plain;
    }
}
