package org.eksrunbook.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eksrunbook.asset.Backups;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;

/** Asks those who keep backups in AWS for recovery points from before the compromise; where AWS is not in use, nothing is known. */
@Component
@Primary
class AwsBackups implements Backups {

    private static final Duration LONGEST = Duration.ofSeconds(45);

    private final AwsInUse inUse;
    private final List<BackupKeeper> keepers;
    private final Clock clock;

    AwsBackups(AwsInUse inUse, @Lazy AccountClients clients, Clock clock) {
        this.inUse = inUse;
        this.clock = clock;
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
        Instant deadline = clock.instant().plus(LONGEST);
        Map<ResourceRef, Answer> answers = new LinkedHashMap<>();
        for (ResourceRef resource : resources) {
            if (!inUse.of(scope)) {
                answers.put(
                        resource,
                        unknown("this server reads logs and does not ask AWS. Look for a backup made before " + time));
            } else if (clock.instant().isAfter(deadline)) {
                answers.put(resource, unknown("there are more things than could be asked about in one step"));
            } else {
                answers.put(resource, ask(scope, resource, time, unanswered));
            }
        }
        return answers;
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
