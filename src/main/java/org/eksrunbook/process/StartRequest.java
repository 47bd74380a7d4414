package org.eksrunbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eksrunbook.incident.CompromiseTime;
import org.eksrunbook.incident.GivenResource;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Severity;
import org.eksrunbook.incident.Stakeholder;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.incident.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Makes a case record of start variables. What is not given comes from the finding, then from the closed case that is
 * continued, then from the defaults; what is still missing is a fault like what is wrong.
 */
final class StartRequest {

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);
    private static final List<String> CHANGES = List.of("created", "modified", "deleted");
    private static final List<String> CHANNELS = List.of("email", "timeline");

    private final StartInput input;
    private final StartDefaults defaults;
    private final Instant now;
    private final @Nullable Incident closed;

    StartRequest(StartInput input, StartDefaults defaults, Instant now, @Nullable Incident closed) {
        this.input = input;
        this.defaults = defaults;
        this.now = now;
        this.closed = closed;
    }

    /** @return the record; it is complete only if {@link StartInput#faults()} is empty afterwards */
    Incident read(IncidentId id, Phase phase, boolean resourcesNeeded) {
        JsonNode document = input.json(StartVariables.FINDING);
        Optional<GuardDutyFinding> finding = finding(document);
        Scope scope = scope(finding.orElse(null));
        Verdict verdict = input.word(StartVariables.VERDICT, Verdict.values(), Verdict::word);
        List<GivenResource> resources = resources(StartVariables.RESOURCES, true);
        if (resourcesNeeded
                && resources.isEmpty()
                && closed == null
                && input.faults().isEmpty()) {
            input.fault(StartVariables.RESOURCES, "recovery alone needs what it is to bring back");
        }
        List<GivenResource> contained = resources(StartVariables.CONTAINED, false);
        List<Stakeholder> stakeholders = stakeholders();
        return new Incident(
                id,
                true,
                false,
                phase,
                severity(finding.orElse(null)),
                first(verdict, closed(Incident::verdict), () -> Verdict.UNVERIFIED),
                awareAt(),
                now,
                null,
                scope,
                document == null ? closed(Incident::finding) : document,
                contained.isEmpty() && closed != null ? closed.contained() : contained,
                stakeholders.isEmpty() && closed != null ? closed.stakeholders() : stakeholders,
                resources.isEmpty() && closed != null ? closed.resources() : resources);
    }

    private Optional<GuardDutyFinding> finding(@Nullable JsonNode document) {
        Optional<GuardDutyFinding> finding = document == null ? Optional.empty() : GuardDutyFinding.of(document);
        if (document != null && finding.isEmpty()) {
            input.fault(StartVariables.FINDING, "is neither a GuardDuty finding nor an EventBridge event with one");
        }
        return finding;
    }

    private Scope scope(@Nullable GuardDutyFinding finding) {
        String account = first(
                input.account(StartVariables.ACCOUNT_ID),
                of(finding, GuardDutyFinding::accountId),
                () -> missing(StartVariables.ACCOUNT_ID, closedScope(Scope::accountId)));
        String region = first(
                input.text(StartVariables.REGION),
                of(finding, GuardDutyFinding::region),
                () -> missing(StartVariables.REGION, closedScope(Scope::region)));
        Instant compromised = compromisedAt(finding);
        Instant until = input.instant(StartVariables.UNTIL);
        if (until != null && !until.isAfter(compromised)) {
            input.fault(StartVariables.UNTIL, "must lie after compromisedAt");
        }
        Integer days = input.number(StartVariables.WINDOW_DAYS, 1, 365);
        String cluster = input.given(StartVariables.CLUSTER_NAME)
                ? input.text(StartVariables.CLUSTER_NAME)
                : or(of(finding, GuardDutyFinding::clusterName), closedScope(Scope::clusterName));
        List<String> pods = list(StartVariables.PODS, of(finding, GuardDutyFinding::pods), Scope::pods);
        List<String> nodes = list(StartVariables.NODE_INSTANCE_IDS, null, Scope::nodeInstanceIds);
        List<String> principals =
                list(StartVariables.PRINCIPALS, of(finding, GuardDutyFinding::principals), Scope::principals);
        if (cluster == null && pods.isEmpty() && nodes.isEmpty() && principals.isEmpty()) {
            input.fault(StartVariables.PRINCIPALS, "give clusterName, pods, nodeInstanceIds or principals");
        }
        List<String> accounts = input.accounts(StartVariables.ACCOUNTS);
        TrailSource source = input.word(StartVariables.TRAIL_SOURCE, TrailSource.values(), TrailSource::word);
        TrailSource chosen = first(source, closedScope(Scope::trailSource), defaults::trailSource);
        return new Scope(
                closed == null ? 1 : closed.scope().version(),
                account,
                accounts.isEmpty() && closed != null ? closed.scope().accounts() : accounts,
                region,
                compromised,
                until == null ? closedScope(Scope::until) : until,
                first(days, closedScope(Scope::windowDays), () -> 90),
                cluster,
                input.given(StartVariables.NAMESPACE)
                        ? input.text(StartVariables.NAMESPACE)
                        : or(of(finding, GuardDutyFinding::namespace), closedScope(Scope::namespace)),
                input.given(StartVariables.SERVICE_ACCOUNT)
                        ? input.text(StartVariables.SERVICE_ACCOUNT)
                        : or(of(finding, GuardDutyFinding::serviceAccount), closedScope(Scope::serviceAccount)),
                pods,
                nodes,
                principals,
                chosen,
                archivePath(chosen));
    }

    private Instant compromisedAt(@Nullable GuardDutyFinding finding) {
        Instant given = input.instant(StartVariables.COMPROMISED_AT);
        Instant compromised = first(
                given,
                input.given(StartVariables.COMPROMISED_AT) ? now : of(finding, GuardDutyFinding::firstSeen),
                () -> {
                    Instant stored = closedScope(Scope::compromisedAt);
                    if (stored == null) {
                        input.fault(StartVariables.COMPROMISED_AT, "is required unless the finding gives it");
                    }
                    return stored == null ? now : stored;
                });
        CompromiseTime.fault(compromised, now).ifPresent(fault -> input.fault(StartVariables.COMPROMISED_AT, fault));
        return compromised;
    }

    private Instant awareAt() {
        Instant aware = input.instant(StartVariables.AWARE_AT);
        if (aware != null && aware.isAfter(now.plus(CLOCKS_DIFFER))) {
            input.fault(StartVariables.AWARE_AT, "lies in the future");
        }
        return first(aware, closed(Incident::awareAt), () -> now);
    }

    private Severity severity(@Nullable GuardDutyFinding finding) {
        Severity given = input.word(StartVariables.SEVERITY, Severity.values(), Severity::name);
        return first(
                given, closed(Incident::severity), () -> finding == null ? Severity.P2 : defaults.severity(finding));
    }

    /** The folder counts for the archive alone; whether it may be read is for the trail to say. */
    private @Nullable String archivePath(TrailSource source) {
        if (source != TrailSource.ARCHIVE) {
            return null;
        }
        Optional<Object> raw = input.raw(StartVariables.ARCHIVE_PATH);
        if (raw.isEmpty()) {
            return closedScope(Scope::archivePath);
        }
        String path = input.text(StartVariables.ARCHIVE_PATH);
        if (path == null) {
            if (String.valueOf(raw.get()).isBlank()) {
                input.fault(StartVariables.ARCHIVE_PATH, "is empty: leave it out for the whole archive");
            }
            return null;
        }
        defaults.checkLocation(path).ifPresent(fault -> input.faults().add(fault));
        return path;
    }

    private List<GivenResource> resources(String variable, boolean changed) {
        List<GivenResource> resources = new ArrayList<>();
        for (JsonNode object : input.objects(variable)) {
            String type = field(object, "type");
            String id = field(object, "id");
            String arn = field(object, "arn");
            String name = id == null ? arn : id;
            String change = field(object, "change");
            if (type == null || name == null) {
                input.fault(variable, "each needs a type, and an id or arn");
                return List.of();
            }
            if (changed && (change == null || !CHANGES.contains(change.toLowerCase(Locale.ROOT)))) {
                input.fault(variable, "each needs a change: " + String.join(", ", CHANGES));
                return List.of();
            }
            JsonNode before = object.get("before");
            resources.add(new GivenResource(
                    type,
                    name,
                    arn,
                    change == null ? null : change.toLowerCase(Locale.ROOT),
                    before == null || before.isNull() ? null : before));
        }
        return resources;
    }

    private List<Stakeholder> stakeholders() {
        List<Stakeholder> stakeholders = new ArrayList<>();
        for (JsonNode object : input.objects(StartVariables.STAKEHOLDERS)) {
            String name = field(object, "name");
            String channel = field(object, "channel");
            String address = field(object, "address");
            String role = field(object, "role");
            if (name == null || channel == null || !CHANNELS.contains(channel)) {
                input.fault(StartVariables.STAKEHOLDERS, "each needs a name and a channel: email or timeline");
                return List.of();
            }
            if (channel.equals("email")
                    && (address == null || !address.matches("[^@\\s,;<>]{1,64}@[^@\\s,;<>]{1,255}"))) {
                input.fault(StartVariables.STAKEHOLDERS, "each with channel email needs an address");
                return List.of();
            }
            stakeholders.add(new Stakeholder(name, role == null ? "" : role, channel, address == null ? "" : address));
        }
        return stakeholders;
    }

    private static @Nullable String field(JsonNode object, String name) {
        JsonNode node = object.path(name);
        String text = node.isValueNode() && !node.isNull() ? node.asText().strip() : "";
        boolean plain = text.length() <= StartInput.LONGEST_TEXT && text.chars().noneMatch(letter -> letter < ' ');
        return text.isEmpty() || !plain ? null : text;
    }

    private List<String> list(String name, @Nullable List<String> found, Function<Scope, List<String>> stored) {
        List<String> given = input.list(name);
        if (!given.isEmpty() || input.raw(name).isPresent()) {
            return given;
        }
        if (found != null && !found.isEmpty()) {
            return found;
        }
        return closed == null ? List.of() : stored.apply(closed.scope());
    }

    private String missing(String name, @Nullable String stored) {
        if (stored != null) {
            return stored;
        }
        if (!input.given(name)) {
            input.fault(name, "is required");
        }
        return "-";
    }

    private <T> @Nullable T closed(Function<Incident, @Nullable T> value) {
        return closed == null ? null : value.apply(closed);
    }

    private <T> @Nullable T closedScope(Function<Scope, @Nullable T> value) {
        return closed == null ? null : value.apply(closed.scope());
    }

    private static <T> @Nullable T of(
            @Nullable GuardDutyFinding finding, Function<GuardDutyFinding, @Nullable T> value) {
        return finding == null ? null : value.apply(finding);
    }

    private static <T> @Nullable T or(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }

    private static <T> T first(@Nullable T given, @Nullable T found, Supplier<T> otherwise) {
        if (given != null) {
            return given;
        }
        return found == null ? otherwise.get() : found;
    }
}
