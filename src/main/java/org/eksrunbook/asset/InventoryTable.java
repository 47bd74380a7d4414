package org.eksrunbook.asset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The inventory's tables. Only what differs is written. */
@Repository
class InventoryTable {

    private static final int LONGEST = 300;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final ObjectMapper json;

    InventoryTable(JdbcClient jdbc, JdbcTemplate template, ObjectMapper json) {
        this.jdbc = jdbc;
        this.template = template;
        this.json = json;
    }

    /** Up to which entry of the ledger the rows are projected; empty where there is no inventory. */
    Optional<Long> covered(IncidentId id, boolean lock) {
        return jdbc.sql("select covered from inventory_state where incident_key = ?" + (lock ? " for update" : ""))
                .param(id.key())
                .query(Long.class)
                .optional();
    }

    void begin(IncidentId id) {
        if (covered(id, false).isEmpty()) {
            jdbc.sql("insert into inventory_state (incident_key, covered) values (?, 0)")
                    .param(id.key())
                    .update();
        }
    }

    void covers(IncidentId id, long seq) {
        jdbc.sql("update inventory_state set covered = ? where incident_key = ?")
                .params(seq, id.key())
                .update();
    }

    void replace(IncidentId id, List<InventoryRow> rows) {
        Map<String, Stored> stored = stored(id);
        List<Object[]> added = new ArrayList<>();
        List<Object[]> changed = new ArrayList<>();
        int place = 0;
        for (InventoryRow row : rows) {
            String hash = hash(row.key());
            String document = write(row);
            Stored before = stored.remove(hash);
            if (before == null) {
                added.add(new Object[] {
                    place,
                    row.change().word(),
                    shorten(row.type()),
                    shorten(row.application()),
                    shorten(row.owner()),
                    document,
                    id.key(),
                    hash
                });
            } else if (before.place() != place || !before.document().equals(document)) {
                changed.add(new Object[] {
                    place,
                    row.change().word(),
                    shorten(row.type()),
                    shorten(row.application()),
                    shorten(row.owner()),
                    document,
                    id.key(),
                    hash
                });
            }
            place++;
        }
        template.batchUpdate(
                "insert into inventory_row (place, change_word, type_name, application, owner, document, incident_key,"
                        + " row_hash) values (?, ?, ?, ?, ?, ?, ?, ?)",
                added);
        template.batchUpdate(
                "update inventory_row set place = ?, change_word = ?, type_name = ?, application = ?, owner = ?,"
                        + " document = ? where incident_key = ? and row_hash = ?",
                changed);
        template.batchUpdate(
                "delete from inventory_row where incident_key = ? and row_hash = ?",
                stored.keySet().stream()
                        .map(hash -> new Object[] {id.key(), hash})
                        .toList());
    }

    List<InventoryRow> rows(IncidentId id, InventoryFilter filter, int offset, int limit) {
        return bind(
                        "select document from inventory_row" + where(filter)
                                + " order by place offset :offset rows fetch next :limit rows only",
                        id,
                        filter)
                .param("offset", offset)
                .param("limit", limit)
                .query(String.class)
                .list()
                .stream()
                .map(this::read)
                .toList();
    }

    long count(IncidentId id, InventoryFilter filter) {
        return bind("select count(*) from inventory_row" + where(filter), id, filter)
                .query(Long.class)
                .single();
    }

    Optional<InventoryRow> row(IncidentId id, String key) {
        return jdbc.sql("select document from inventory_row where incident_key = ? and row_hash = ?")
                .params(id.key(), hash(key))
                .query(String.class)
                .optional()
                .map(this::read);
    }

    private record Stored(long place, String document) {}

    private Map<String, Stored> stored(IncidentId id) {
        Map<String, Stored> stored = new HashMap<>();
        jdbc.sql("select row_hash, place, document from inventory_row where incident_key = ?")
                .param(id.key())
                .query(row -> {
                    stored.put(row.getString(1), new Stored(row.getLong(2), row.getString(3)));
                });
        return stored;
    }

    private static String where(InventoryFilter filter) {
        return " where incident_key = :incident"
                + (filter.change() == null ? "" : " and change_word = :change")
                + (filter.type() == null ? "" : " and type_name = :type")
                + (filter.application() == null ? "" : " and application = :application")
                + (filter.owner() == null ? "" : " and owner = :owner");
    }

    private JdbcClient.StatementSpec bind(String sql, IncidentId id, InventoryFilter filter) {
        JdbcClient.StatementSpec statement = jdbc.sql(sql).param("incident", id.key());
        if (filter.change() != null) {
            statement.param("change", filter.change().word());
        }
        bind(statement, "type", filter.type());
        bind(statement, "application", filter.application());
        bind(statement, "owner", filter.owner());
        return statement;
    }

    private static void bind(JdbcClient.StatementSpec statement, String name, @Nullable String value) {
        if (value != null) {
            statement.param(name, shorten(value));
        }
    }

    /** For filtering only: the row itself is in its document. Control characters cannot be stored on every database. */
    private static String shorten(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private String write(InventoryRow row) {
        try {
            return json.writeValueAsString(row);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An inventory row cannot be written", impossible);
        }
    }

    private InventoryRow read(String document) {
        try {
            return json.readValue(document, InventoryRow.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("An inventory row cannot be read", broken);
        }
    }
}
