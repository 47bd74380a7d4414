package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.incident.IncidentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rounds of an incident: which tokens each of them looked for first. */
@Repository
class Rounds {

    /** @param state {@code planned}, {@code reading} or {@code concluded} */
    record Round(int number, String state, int scopeVersion, List<String> tokens) {}

    private final JdbcClient jdbc;

    Rounds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Round> all(IncidentId id) {
        return jdbc.sql(
                        "select round, state, scope_version, tokens from trail_round where incident_key = ? order by round")
                .param(id.key())
                .query((row, number) ->
                        new Round(row.getInt(1), row.getString(2), row.getInt(3), split(row.getString(4))))
                .list();
    }

    Optional<Round> last(IncidentId id) {
        List<Round> all = all(id);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    void put(IncidentId id, Round round) {
        jdbc.sql("delete from trail_round where incident_key = ? and round = ?")
                .params(id.key(), round.number())
                .update();
        jdbc.sql("insert into trail_round (incident_key, round, state, scope_version, tokens) values (?, ?, ?, ?, ?)")
                .params(
                        id.key(),
                        round.number(),
                        round.state(),
                        round.scopeVersion(),
                        String.join("\n", round.tokens()))
                .update();
    }

    /** Removes the round that is only planned, if there is one, and gives its tokens. */
    List<String> takePlanned(IncidentId id) {
        Optional<Round> planned = last(id).filter(round -> round.state().equals("planned"));
        planned.ifPresent(round -> jdbc.sql("delete from trail_round where incident_key = ? and round = ?")
                .params(id.key(), round.number())
                .update());
        return planned.map(Round::tokens).orElse(List.of());
    }

    void conclude(IncidentId id, int round) {
        jdbc.sql("update trail_round set state = 'concluded' where incident_key = ? and round = ?")
                .params(id.key(), round)
                .update();
    }

    /** Tokens that rounds after one, up to another, looked for. */
    Set<String> tokens(IncidentId id, int after, int through) {
        Set<String> tokens = new LinkedHashSet<>();
        for (Round round : all(id)) {
            if (round.number() > after && round.number() <= through) {
                tokens.addAll(round.tokens());
            }
        }
        return tokens;
    }

    /** Those of the tokens that no round has looked for; a token is one line, whatever the log held. */
    List<String> unknown(IncidentId id, Collection<String> tokens) {
        Set<String> known = tokens(id, 0, Integer.MAX_VALUE);
        List<String> unknown = new ArrayList<>();
        for (String token : tokens) {
            if (!known.contains(token) && token.indexOf('\n') < 0 && token.indexOf('\0') < 0) {
                unknown.add(token);
            }
        }
        return unknown;
    }

    private static List<String> split(String tokens) {
        return tokens.isEmpty() ? List.of() : List.of(tokens.split("\n", -1));
    }
}
