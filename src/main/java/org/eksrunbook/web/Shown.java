package org.eksrunbook.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eksrunbook.incident.Severity;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.people.Deadline;
import org.eksrunbook.people.Times;
import org.eksrunbook.process.Group;
import org.eksrunbook.process.Standing;
import org.eksrunbook.trail.AccountNames;
import org.eksrunbook.trail.Category;
import org.eksrunbook.trail.Finding;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * How things read on a page, at one moment. The templates escape; here invisible characters become visible ones.
 *
 * @param whole whether the reader sees the whole incident, not only the own applications' rows
 * @param accounts what accounts are called
 */
record Shown(Instant at, boolean whole, AccountNames accounts) {

    private static final int LONGEST_NAME = 80;
    private static final Pattern LOG_TIME =
            Pattern.compile("^(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d+)?Z$");

    String now() {
        return Times.precise(at);
    }

    String time(@Nullable Instant instant) {
        return instant == null ? "" : Times.of(instant);
    }

    String precise(Instant instant) {
        return Times.precise(instant).replace(" UTC", "");
    }

    /** A time as a log wrote it, to the second and without the letters that only machines need; anything else as it is. */
    String logTime(@Nullable String text) {
        return text == null ? "" : LOG_TIME.matcher(text(text)).replaceFirst("$1 $2");
    }

    String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** The name of a service, without the domain that all of them share. */
    String service(String eventSource) {
        return text(eventSource.replaceFirst("\\.amazonaws\\.com$", ""));
    }

    String since(Instant instant) {
        Duration duration = Duration.between(instant, at);
        return duration.isNegative() ? "0 s" : Times.words(duration);
    }

    String text(@Nullable String foreign) {
        return foreign == null ? "" : VisibleText.of(foreign);
    }

    /** An account with its name, where it is known. */
    String account(@Nullable String number) {
        return number == null ? "" : accounts.shown(number);
    }

    /** Foreign text as a value in a link's query. */
    String query(String foreign) {
        return UriUtils.encode(foreign, StandardCharsets.UTF_8);
    }

    /** The telling end of an ARN, shortened in the middle; anything else as it is. */
    String name(@Nullable String foreign) {
        String text = text(foreign);
        if (text.startsWith("arn:")) {
            String[] parts = text.split(":", 6);
            text = parts.length < 6 ? text : parts[5] + (parts[4].isEmpty() ? "" : " in " + parts[4]);
        }
        return text.length() <= LONGEST_NAME
                ? text
                : text.substring(0, LONGEST_NAME / 2) + "…" + text.substring(text.length() - LONGEST_NAME / 2);
    }

    String who(Standing.Waiting task) {
        List<String> who = new ArrayList<>(task.users());
        who.addAll(task.groups());
        return who.isEmpty() ? "nobody named" : who.stream().map(this::owner).collect(Collectors.joining(", "));
    }

    /** Who made an entry of the ledger. */
    String actor(String actor) {
        return actor.equals("system") ? "the runbook" : text(actor.replaceFirst("^user:", ""));
    }

    /** A person or group, ours by their names. */
    String owner(String name) {
        return text(Group.words(name));
    }

    boolean reading(CaseView one) {
        return one.progress().done() < one.progress().of();
    }

    /** A word of the interface as people write it: {@code serviceAccount} is a service account. */
    String words(String camelCase) {
        return text(camelCase.replaceAll("([a-z])([A-Z])", "$1 $2")).toLowerCase(Locale.ROOT);
    }

    /** Where the application is known from, behind its owner. */
    String from(String applicationSource) {
        return switch (applicationSource) {
            case "none" -> "";
            case "cmdb" -> ", from the CMDB";
            case "tags" -> ", from its tags";
            default -> ", from " + words(applicationSource);
        };
    }

    String categories(Finding finding) {
        return finding.categories().stream().map(Category::word).collect(Collectors.joining(", "));
    }

    String denied(Finding finding) {
        return finding.errorCode() == null ? "failed" : text(finding.errorCode());
    }

    /** With whose earlier calls a finding was compared. */
    String comparedWith(Finding finding) {
        return finding.comparedWith() == null
                ? "not compared: no earlier calls of it were read, or not all of them kept"
                : "compared with the earlier calls of " + text(finding.comparedWith());
    }

    List<String> sorted(Map<String, Long> counts) {
        return List.copyOf(new TreeSet<>(counts.keySet()));
    }

    String clock(Deadline clock) {
        return switch (clock.state()) {
            case RUNNING -> Times.words(Duration.between(at, clock.due())) + " left";
            case OVERDUE -> "overdue by " + Times.words(Duration.between(clock.due(), at));
            case MET -> "told";
            case MET_LATE -> "told late";
            case NOBODY_TO_BE_NOTIFIED -> "nobody to be notified: " + text(clock.reason());
        };
    }

    String clockTone(Deadline clock) {
        return switch (clock.state()) {
            case RUNNING -> "";
            case OVERDUE, MET_LATE -> "bad";
            case MET, NOBODY_TO_BE_NOTIFIED -> "good";
        };
    }

    String severityTone(Severity severity) {
        return switch (severity) {
            case P1 -> "bad";
            case P2 -> "warn";
            case P3, P4 -> "";
        };
    }
}
