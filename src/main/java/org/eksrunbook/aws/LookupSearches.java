package org.eksrunbook.aws;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.eksrunbook.aws.LookupSearch.Place;
import org.eksrunbook.aws.LookupSearch.State;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is looked up for each incident, and the pages that came. Each page is committed at once, together with the token of the next, whatever
 * becomes of the step around it: a kill costs one page. These tables are written in such short transactions alone, so none waits for another.
 */
@Repository
class LookupSearches {

    private static final String COLUMNS =
            "search, round, account, region, attribute, sought, from_time, until_time, settled_until, state,"
                    + " next_token, calls, events, failures, reason, newest";

    private final JdbcClient jdbc;
    private final JdbcTemplate rows;
    private final TransactionTemplate atOnce;

    LookupSearches(JdbcClient jdbc, JdbcTemplate rows, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.atOnce = new TransactionTemplate(transactions);
        this.atOnce.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    List<LookupSearch> of(IncidentId id) {
        return jdbc.sql("select " + COLUMNS + " from lookup_search where incident_key = ? order by round, search")
                .param(id.key())
                .query(LookupSearches::row)
                .list();
    }

    private static LookupSearch row(ResultSet row, int number) throws SQLException {
        return new LookupSearch(
                row.getString("search"),
                row.getInt("round"),
                new Place(row.getString("account"), row.getString("region")),
                new Lookup(Lookup.By.valueOf(row.getString("attribute")), row.getString("sought")),
                row.getObject("from_time", OffsetDateTime.class).toInstant(),
                row.getObject("until_time", OffsetDateTime.class).toInstant(),
                row.getObject("settled_until", OffsetDateTime.class).toInstant(),
                State.valueOf(row.getString("state")),
                row.getString("next_token"),
                row.getInt("calls"),
                row.getLong("events"),
                row.getInt("failures"),
                row.getString("reason"),
                row.getString("newest"));
    }

    /** Those that are there already stay as they are. */
    void plan(IncidentId id, List<LookupSearch> searches) {
        atOnce.executeWithoutResult(committed -> {
            java.util.Set<String> known =
                    new java.util.HashSet<>(jdbc.sql("select search from lookup_search where incident_key = ?")
                            .param(id.key())
                            .query(String.class)
                            .list());
            List<Object[]> missing = searches.stream()
                    .filter(search -> known.add(search.id()))
                    .map(search -> new Object[] {
                        id.key(),
                        search.id(),
                        search.round(),
                        search.place().account(),
                        search.place().region(),
                        search.lookup().by().name(),
                        search.lookup().value(),
                        time(search.from()),
                        time(search.until()),
                        time(search.settled()),
                        search.state().name(),
                        search.next(),
                        search.calls(),
                        search.events(),
                        search.failures(),
                        search.reason(),
                        search.newest()
                    })
                    .toList();
            rows.batchUpdate(
                    "insert into lookup_search (incident_key, " + COLUMNS
                            + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    missing);
        });
    }

    private static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** Keeps a page and the token of the next in one. */
    void keep(IncidentId id, LookupSearch search, LookupPage page) {
        atOnce.executeWithoutResult(committed -> {
            if (page.events() > 0) {
                jdbc.sql("insert into lookup_page (incident_key, search, page, round, account, content, sessions)"
                                + " values (?, ?, ?, ?, ?, ?, ?)")
                        .params(
                                id.key(),
                                search.id(),
                                search.calls() + 1,
                                search.round(),
                                search.place().account(),
                                page.content(),
                                String.join("\n", page.sessions()))
                        .update();
            }
            jdbc.sql("update lookup_search set state = ?, next_token = ?, calls = calls + 1, events = events + ?,"
                            + " failures = 0, reason = null, newest = ? where incident_key = ? and search = ?")
                    .params(
                            page.next() == null ? State.DONE.name() : State.OPEN.name(),
                            page.next(),
                            page.events(),
                            page.newest(),
                            id.key(),
                            search.id())
                    .update();
        });
    }

    /** A call failed; the next one goes on where this one stood. */
    void failed(IncidentId id, LookupSearch search, String reason) {
        failed(id, search, reason, search.next(), 1);
    }

    /** The token is no good any more. */
    void beginAgain(IncidentId id, LookupSearch search, String reason) {
        failed(id, search, reason, null, 1);
    }

    /** Asking on leads nowhere: the step fails at once. */
    void neverEnds(IncidentId id, LookupSearch search, String reason) {
        failed(id, search, reason, null, LookupTrail.PATIENCE);
    }

    private void failed(IncidentId id, LookupSearch search, String reason, @Nullable String next, int failures) {
        atOnce.executeWithoutResult(committed -> jdbc.sql(
                        "update lookup_search set failures = failures + ?, calls = calls + 1, reason = ?, next_token = ?"
                                + " where incident_key = ? and search = ?")
                .params(failures, reason, next, id.key(), search.id())
                .update());
    }

    /** Nothing more of this round is asked there. */
    void refused(IncidentId id, int round, Place place, String reason) {
        end(
                id,
                State.REFUSED,
                reason,
                "and round = ? and account = ? and region = ?",
                round,
                place.account(),
                place.region());
    }

    /** This one alone is not asked any more. */
    void rejected(IncidentId id, LookupSearch search, String reason) {
        end(id, State.REJECTED, reason, "and search = ?", search.id());
    }

    /** What was not asked to its end, and what was and is not told yet: a later round asks for it again. */
    void giveUp(IncidentId id) {
        atOnce.executeWithoutResult(committed -> jdbc.sql(
                        "update lookup_search set state = ?, reason = ? where incident_key = ? and (state = ? or exists"
                                + " (select 1 from lookup_page p where p.incident_key = lookup_search.incident_key"
                                + " and p.search = lookup_search.search))")
                .params(State.GIVEN_UP.name(), "a person went on without it", id.key(), State.OPEN.name())
                .update());
    }

    /** Incidents that are over and still have lookups that are not done, or pages that no answer took. */
    List<IncidentId> leftBehind() {
        return jdbc
                .sql("select distinct i.incident_id from incident i where i.open_key is null and"
                        + " (exists (select 1 from lookup_search s where s.incident_key = i.incident_key and s.state = ?)"
                        + " or exists (select 1 from lookup_page p where p.incident_key = i.incident_key))")
                .param(State.OPEN.name())
                .query(String.class)
                .list()
                .stream()
                .map(IncidentId::new)
                .toList();
    }

    private void end(IncidentId id, State state, String reason, String where, Object... more) {
        List<Object> values = new java.util.ArrayList<>(List.of(state.name(), reason, id.key()));
        values.addAll(List.of(more));
        atOnce.executeWithoutResult(committed -> jdbc.sql(
                        "update lookup_search set state = ?, reason = ? where incident_key = ? and state = 'OPEN' "
                                + where)
                .params(values)
                .update());
    }

    /** Sessions that were handed out for the roles whose sessions are searched, as the pages of this round tell. */
    List<String> sessions(IncidentId id, int round) {
        return jdbc
                .sql(
                        "select distinct sessions from lookup_page where incident_key = ? and round = ? and sessions <> ''")
                .params(id.key(), round)
                .query(String.class)
                .list()
                .stream()
                .flatMap(String::lines)
                .distinct()
                .toList();
    }

    /** Accounts that pages of this round come from. */
    List<String> accounts(IncidentId id, int round) {
        return jdbc.sql(
                        "select distinct account from lookup_page where incident_key = ? and round = ? order by account")
                .params(id.key(), round)
                .query(String.class)
                .list();
    }

    /** The pages of one account, in the same order each time. */
    void pages(IncidentId id, int round, String account, Consumer<String> content) {
        rows.query(
                "select content from lookup_page where incident_key = ? and round = ? and account = ? order by search, page",
                row -> {
                    content.accept(row.getString(1));
                },
                id.key(),
                round,
                account);
    }

    /** The pages became an artefact: with the transaction around this. */
    void drop(IncidentId id, int round) {
        jdbc.sql("delete from lookup_page where incident_key = ? and round = ?")
                .params(id.key(), round)
                .update();
    }

    void dropAll(IncidentId id) {
        jdbc.sql("delete from lookup_page where incident_key = ?")
                .param(id.key())
                .update();
    }
}
