package org.eksrunbook.aws;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.eksrunbook.incident.IncidentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The pieces of the trail that were extracted for each incident. */
@Repository
class AthenaPieces {

    private final JdbcClient jdbc;

    AthenaPieces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them but those that were removed. */
    List<AthenaPiece> of(IncidentId id) {
        return jdbc.sql("select * from athena_piece where incident_key = ? and state <> 'removed'"
                        + " order by round, from_time, piece")
                .params(id.key())
                .query((row, number) -> read(row))
                .list();
    }

    void add(IncidentId id, AthenaPiece piece) {
        jdbc.sql("delete from athena_piece where incident_key = ? and piece = ?")
                .params(id.key(), piece.id())
                .update();
        jdbc.sql("insert into athena_piece (incident_key, piece, target, accounts, from_time, full_from, until_time,"
                        + " settled, round, estimated, state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id.key(),
                        piece.id(),
                        piece.target(),
                        String.join("\n", piece.accounts()),
                        utc(piece.from()),
                        utc(piece.fullFrom()),
                        utc(piece.until()),
                        utc(piece.settled()),
                        piece.round(),
                        piece.estimated(),
                        word(piece.state()))
                .update();
    }

    void set(IncidentId id, AthenaPiece piece, AthenaPiece.State state) {
        jdbc.sql("update athena_piece set state = ? where incident_key = ? and piece = ?")
                .params(word(state), id.key(), piece.id())
                .update();
    }

    private static AthenaPiece read(ResultSet row) throws SQLException {
        return new AthenaPiece(
                row.getString("piece"),
                row.getString("target"),
                List.of(row.getString("accounts").split("\n", -1)),
                instant(row, "from_time"),
                instant(row, "full_from"),
                instant(row, "until_time"),
                instant(row, "settled"),
                row.getInt("round"),
                row.getLong("estimated"),
                AthenaPiece.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String word(AthenaPiece.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
