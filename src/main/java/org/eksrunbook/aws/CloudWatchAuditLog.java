package org.eksrunbook.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.ClusterLog;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** The audit log in CloudWatch Logs, by {@code FilterLogEvents}, with the reading role of the cluster's account. */
@Component
@Lazy
class CloudWatchAuditLog implements ClusterLog {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final String STREAMS = "kube-apiserver-audit-";

    private final AwsInUse inUse;
    private final AccountClients clients;
    private final Artefacts artefacts;
    private final Clock clock;
    private final Duration baseline;

    CloudWatchAuditLog(
            AwsInUse inUse,
            @Lazy AccountClients clients,
            Artefacts artefacts,
            Clock clock,
            @Value("${runbook.aws.audit-log-baseline:7d}") Duration baseline) {
        this.inUse = inUse;
        this.clients = clients;
        this.artefacts = artefacts;
        this.clock = clock;
        this.baseline = baseline;
    }

    @Override
    public boolean asks(Scope scope) {
        return scope.clusterName() != null && inUse.of(scope);
    }

    @Override
    public String location(Scope scope) {
        return "CloudWatch Logs " + group(scope);
    }

    private static String group(Scope scope) {
        return "/aws/eks/" + scope.clusterName() + "/cluster";
    }

    @Override
    public Piece read(Question question) {
        Scope scope = question.scope();
        Set<String> unsaid = new LinkedHashSet<>();
        List<String> patterns = AuditLogPattern.of(question.tokens(), unsaid);
        AuditLogPosition position = AuditLogPosition.of(question.position());
        List<String> limits = new ArrayList<>(question.position() == null ? said(question, unsaid) : List.of());
        if (position.pattern() >= patterns.size()) {
            // Where nothing could be asked, nothing was answered.
            return Piece.empty(patterns.isEmpty() ? unsaid(unsaid) : List.of(), patterns.isEmpty());
        }
        Reading reading = new Reading(question, patterns, position);
        String gap = null;
        try {
            reading.run(clients.of(
                    scope,
                    scope.accountId(),
                    Region.of(scope.region()),
                    CloudWatchLogsClient.class,
                    CloudWatchLogsClient::builder));
        } catch (ResourceNotFoundException missing) {
            gap = "there is no log group " + group(scope)
                    + " (audit logging was never switched on, or the group was deleted)";
            reading.next = null;
        } catch (WrongAccount | IllegalArgumentException wrong) {
            gap = AwsReasons.of(wrong);
            reading.next = null;
        } catch (SdkException failed) {
            gap = AwsReasons.naming(failed, AwsCall.LOGS_FILTER.action());
            PassingFault.failIf(question.unanswered(), FactSource.AUDIT_LOG, failed, gap);
            reading.next = null;
        }
        if (gap != null) {
            boolean nothing = !reading.gaveEvents && question.position() == null;
            limits.clear();
            limits.add("The cluster's audit log could not be read" + (nothing ? "" : " to its end")
                    + " from CloudWatch Logs: " + VisibleText.of(gap) + ".");
        }
        return new Piece(
                reading.lines.keep(artefacts, "audit-log-" + scope.clusterName()),
                reading.lines.count(),
                reading.next == null ? null : reading.next.toString(),
                limits,
                gap != null);
    }

    private Instant from(Question question) {
        Instant from = question.compromisedAt().minus(baseline);
        return from.isBefore(question.from()) ? question.from() : from;
    }

    private List<String> said(Question question, Set<String> unsaid) {
        List<String> said = new ArrayList<>();
        said.add(
                "The EKS audit log was asked in " + VisibleText.of(group(question.scope())) + " from " + from(question)
                        + " on for the requests of the identities that are looked for; how many others there are was not counted.");
        said.addAll(unsaid(unsaid));
        return said;
    }

    private static List<String> unsaid(Set<String> values) {
        return values.stream()
                .map(value -> "The EKS audit log cannot be asked for " + VisibleText.of(value) + ".")
                .toList();
    }

    /** One piece. */
    private final class Reading {
        private final Question question;
        private final List<String> patterns;
        private final AuditLines lines;
        private final Instant deadline;
        private boolean gaveEvents;
        private @Nullable AuditLogPosition next;

        Reading(Question question, List<String> patterns, AuditLogPosition position) {
            this.question = question;
            this.patterns = patterns;
            this.next = position;
            this.lines = new AuditLines(artefacts, question.brought());
            this.deadline = clock.instant().plus(LONGEST);
        }

        /** Until its end, or the piece is full. */
        void run(CloudWatchLogsClient logs) {
            while (next != null && !lines.isFull() && clock.instant().isBefore(deadline)) {
                AuditLogPosition at = next;
                FilterLogEventsResponse page;
                try {
                    page = page(logs, at);
                } catch (InvalidParameterException expired) {
                    if (at.token() == null) {
                        throw expired;
                    }
                    // Tokens live for a day.
                    next = new AuditLogPosition(at.pattern(), null);
                    continue;
                }
                // A page may come twice, two patterns let the same event pass, and a round asks for what others
                // brought.
                page.events().forEach(event -> lines.add(event.message()));
                gaveEvents |= !page.events().isEmpty();
                String token = page.nextToken();
                if (token != null && token.equals(at.token())) {
                    throw CallFailed.endlessList();
                }
                next = token != null && !token.isEmpty()
                        ? new AuditLogPosition(at.pattern(), token)
                        : at.pattern() + 1 < patterns.size() ? new AuditLogPosition(at.pattern() + 1, null) : null;
            }
        }

        private FilterLogEventsResponse page(CloudWatchLogsClient logs, AuditLogPosition at)
                throws AwsServiceException {
            return logs.filterLogEvents(request -> request.logGroupName(group(question.scope()))
                    .logStreamNamePrefix(STREAMS)
                    .filterPattern(patterns.get(at.pattern()))
                    .startTime(from(question).toEpochMilli())
                    .endTime(question.until().toEpochMilli() + 1)
                    .nextToken(at.token()));
        }
    }
}
