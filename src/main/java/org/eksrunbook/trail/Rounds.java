package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.incident.IncidentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rounds of an incident: which tokens each of them looked for first. */
@Repository
class Rounds {

    /**
     * @param state {@code planned}, {@code reading} or {@code concluded}
     * @param tokens with those that came up while it was being read
     */
    record Round(int number, String state, int scopeVersion, List<String> tokens) {}

    private final JdbcClient jdbc;

    Rounds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Round> all(IncidentId id) {
        Map<Integer, List<String>> ahead = new HashMap<>();
        jdbc.sql("select round, tokens from trail_ahead where incident_key = ? order by round, step")
                .param(id.key())
                .query((row, number) -> ahead.computeIfAbsent(row.getInt(1), first -> new ArrayList<>())
                        .addAll(split(row.getString(2))))
                .list();
        return jdbc.sql(
                        "select round, state, scope_version, tokens from trail_round where incident_key = ? order by round")
                .param(id.key())
                .query((row, number) -> {
                    List<String> tokens = new ArrayList<>(split(row.getString(4)));
                    tokens.addAll(ahead.getOrDefault(row.getInt(1), List.of()));
                    return new Round(row.getInt(1), row.getString(2), row.getInt(3), tokens);
                })
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

    /** Tokens that came up while a round was being read, in the steps after one. */
    List<String> ahead(IncidentId id, int round, int afterStep) {
        return jdbc
                .sql("select tokens from trail_ahead where incident_key = ? and round = ? and step > ? order by step")
                .params(id.key(), round, afterStep)
                .query(String.class)
                .list()
                .stream()
                .flatMap(tokens -> split(tokens).stream())
                .toList();
    }

    /** How often tokens came up while a round was being read. */
    int steps(IncidentId id, int round) {
        return jdbc.sql("select count(*) from trail_ahead where incident_key = ? and round = ? and tokens <> ''")
                .params(id.key(), round)
                .query(Integer.class)
                .single();
    }

    /** Whether the files of the suspect window brought up nothing more in a round. */
    boolean settled(IncidentId id, int round) {
        return jdbc.sql("select count(*) from trail_ahead where incident_key = ? and round = ? and tokens = ''")
                        .params(id.key(), round)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** @param tokens that came up; none: the round is settled */
    void addAhead(IncidentId id, int round, List<String> tokens) {
        jdbc.sql("insert into trail_ahead (incident_key, round, step, tokens) values (?, ?, ?, ?)")
                .params(id.key(), round, steps(id, round) + 1, String.join("\n", tokens))
                .update();
    }

    private static List<String> split(String tokens) {
        return tokens.isEmpty() ? List.of() : List.of(tokens.split("\n", -1));
    }
}
