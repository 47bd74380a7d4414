package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/** The playbook's three queries, corrected, for both windows, and what is new against the baseline; each answer is kept with its receipt. */
@Component
class PlaybookQuestions {

    /** @param artefact the rows as NDJSON */
    record Answer(Receipt receipt, Instant from, Instant until, String artefact) {}

    private final Artefacts artefacts;
    private final Ledger ledger;
    private final ObjectMapper json;

    PlaybookQuestions(Artefacts artefacts, Ledger ledger, ObjectMapper json) {
        this.artefacts = artefacts;
        this.ledger = ledger;
        this.json = json;
    }

    List<Answer> ask(Questions questions, List<Principal> principals, Window window) {
        String ids = ids(principals);
        String names = names(principals);
        long from = Window.micros(window.baselineFrom());
        long compromised = Window.micros(window.compromisedAt());
        long until = Window.micros(window.until());
        Instant baseline = window.baselineFrom();
        Instant suspect = window.compromisedAt();
        List<Answer> answers = new ArrayList<>();
        answers.add(ask(
                questions, "calls-by-name-and-outcome", List.of(ids, ids, from, compromised - 1), baseline, suspect));
        answers.add(ask(
                questions,
                "calls-by-name-and-outcome",
                List.of(ids, ids, compromised, until),
                suspect,
                window.until()));
        answers.add(ask(
                questions,
                "calls-that-changed-something",
                List.of(ids, ids, compromised, until),
                suspect,
                window.until()));
        answers.add(
                ask(questions, "calls-of-user", List.of(names, names, compromised, until), suspect, window.until()));
        answers.add(ask(
                questions,
                "new-against-baseline",
                List.of(ids, ids, from, compromised, until),
                baseline,
                window.until()));
        return answers;
    }

    void record(IncidentId id, int round, List<Answer> answers) {
        int number = 0;
        for (Answer answer : answers) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("question", answer.receipt().question());
            body.put("sqlHash", answer.receipt().sqlHash());
            body.put(
                    "window",
                    Map.of(
                            "from",
                            answer.from().toString(),
                            "until",
                            answer.until().toString()));
            body.put("parts", answer.receipt().parts());
            body.put("rows", answer.receipt().rows());
            body.put("artefact", answer.artefact());
            ledger.appendOnce(id, "question-" + round + "-" + ++number, "trail.question", Actor.SYSTEM, body);
        }
    }

    private Answer ask(Questions questions, String question, List<Object> values, Instant from, Instant until) {
        Receipt[] receipt = new Receipt[1];
        Artefact rows = artefacts.put(
                "application/x-ndjson", out -> receipt[0] = questions.ask(question, values, row -> write(row, out)));
        return new Answer(java.util.Objects.requireNonNull(receipt[0]), from, until, rows.sha256());
    }

    private void write(ResultSet row, OutputStream out) throws SQLException, IOException {
        ResultSetMetaData columns = row.getMetaData();
        Map<String, Object> cells = new LinkedHashMap<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            cells.put(columns.getColumnLabel(column), row.getObject(column));
        }
        out.write(json.writeValueAsBytes(cells));
        out.write('\n');
    }

    private static String ids(List<Principal> principals) {
        Set<String> ids = new LinkedHashSet<>();
        for (Principal principal : principals) {
            if (principal.included()) {
                ids.add(principal.id());
                if (principal.arn() != null) {
                    ids.add(principal.arn());
                }
            }
        }
        return String.join("\n", ids);
    }

    /** Names of users, and of roles where the whole role was given: a shared role's name would bring everybody's calls. */
    private static String names(List<Principal> principals) {
        Set<String> names = new LinkedHashSet<>();
        for (Principal principal : principals) {
            String name = Arns.name(principal.arn());
            if (principal.included()
                    && (principal.type().equals("user") || principal.type().equals("role"))
                    && name != null) {
                names.add(name);
            } else if (principal.included() && principal.type().equals("name")) {
                names.add(principal.id());
            }
        }
        return String.join("\n", names);
    }
}
