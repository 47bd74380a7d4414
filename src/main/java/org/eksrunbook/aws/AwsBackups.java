package org.eksrunbook.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eksrunbook.asset.Backups;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;

/** Asks those who keep backups in AWS for recovery points from before the compromise; where AWS is not in use, nothing is known. */
@Component
@Primary
class AwsBackups implements Backups {

    private static final int THREADS = 8;
    private static final Duration LONGEST = Duration.ofSeconds(45);

    private final AwsInUse inUse;
    private final List<BackupKeeper> keepers;
    private final Duration longest;

    @Autowired
    AwsBackups(AwsInUse inUse, @Lazy AccountClients clients) {
        this(inUse, clients, LONGEST);
    }

    AwsBackups(AwsInUse inUse, AccountClients clients, Duration longest) {
        this.inUse = inUse;
        this.longest = longest;
        this.keepers = List.of(
                new BackupVaults(clients),
                new DatabaseSnapshots(clients),
                new VolumeSnapshots(clients),
                new TableBackups(clients),
                new ObjectVersions(clients));
    }

    @Override
    public Map<ResourceRef, Answer> before(
            Scope scope, Collection<ResourceRef> resources, Instant time, Unanswered unanswered) {
        Map<ResourceRef, Answer> answers = new LinkedHashMap<>();
        if (resources.isEmpty()) {
            return answers;
        }
        if (!inUse.of(scope)) {
            Answer nobody =
                    unknown("this server reads logs and does not ask AWS. Look for a backup made before " + time);
            resources.forEach(resource -> answers.put(resource, nobody));
            return answers;
        }
        long end = System.nanoTime() + longest.toNanos();
        // Of this call alone: another incident's many things take no time from these.
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, resources.size()), work -> {
            Thread thread = new Thread(work, "aws-backups");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<ResourceRef, Future<Answer>> asked = new LinkedHashMap<>();
            resources.forEach(resource -> asked.computeIfAbsent(
                    resource, first -> threads.submit(() -> ask(scope, first, time, unanswered))));
            asked.forEach((resource, answer) -> answers.put(resource, wait(answer, end)));
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Answer wait(Future<Answer> answer, long end) {
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            return unknown("there are more things than could be asked about in one step, or an answer took too long");
        } catch (ExecutionException unforeseen) {
            if (unforeseen.getCause() instanceof FactsUnavailable away) {
                throw away;
            }
            throw new IllegalStateException("Nobody was asked for backups", unforeseen.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server is stopping", stopped);
        }
    }

    private Answer ask(Scope scope, ResourceRef resource, Instant time, Unanswered unanswered) {
        List<RecoveryPoint> points = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        List<BackupKeeper> asked =
                keepers.stream().filter(keeper -> keeper.keeps(resource)).toList();
        for (BackupKeeper keeper : asked) {
            List<RecoveryPoint> found =
                    orTell(List.of(), failures, unanswered, () -> keeper.before(scope, resource, time));
            points.addAll(orTell(found, failures, unanswered, () -> keeper.shownGood(scope, resource, found)));
        }
        if (asked.isEmpty()) {
            return unknown("this server knows of nobody who keeps backups of " + resource.type());
        }
        points.sort(Comparator.comparing(RecoveryPoint::created).reversed());
        String also = failures.isEmpty() ? "" : " Not asked in full: " + String.join("; ", failures) + ".";
        if (points.isEmpty()) {
            return failures.isEmpty()
                    ? new Answer(true, List.of(), "No backup from before the compromise was found.")
                    : unknown(String.join("; ", failures));
        }
        return new Answer(true, points, points.get(0).words(time) + "." + also);
    }

    private static List<RecoveryPoint> orTell(
            List<RecoveryPoint> otherwise,
            List<String> failures,
            Unanswered unanswered,
            Supplier<List<RecoveryPoint>> ask) {
        try {
            return ask.get();
        } catch (CallFailed failed) {
            PassingFault.failIf(unanswered, FactSource.BACKUPS, failed);
            failures.add(failed.why());
        } catch (NotReadToTheEnd unfinished) {
            failures.add(String.valueOf(unfinished.getMessage()));
        } catch (SdkException | WrongAccount | IllegalArgumentException failed) {
            PassingFault.failIf(unanswered, FactSource.BACKUPS, failed);
            failures.add(AwsReasons.ofAccount(failed));
        }
        return otherwise;
    }

    private static Answer unknown(String why) {
        return new Answer(false, List.of(), "Not known: " + why + ".");
    }
}
