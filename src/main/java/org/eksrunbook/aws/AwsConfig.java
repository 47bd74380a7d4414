package org.eksrunbook.aws;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eksrunbook.asset.LiveConfig;
import org.eksrunbook.asset.ResourceHistory;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks AWS Config of each account and region about resources, some at a time, and remembers the answers for a while: one step follows another. */
@Component
class AwsConfig implements LiveConfig, AutoCloseable {

    private static final int THREADS = 4;

    /** Well under the pulse of a step; what was not asked by then is told. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final AwsInUse inUse;
    private final ObjectProvider<AccountClients> clients;
    private final ConfigAnswers known;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "aws-config");
        thread.setDaemon(true);
        return thread;
    });

    AwsConfig(AwsInUse inUse, ObjectProvider<AccountClients> clients, ConfigAnswers known) {
        this.inUse = inUse;
        this.clients = clients;
        this.known = known;
    }

    @Override
    public boolean isAsked(Scope scope) {
        return inUse.of(scope);
    }

    @Override
    public Map<ResourceRef, ResourceHistory> of(Scope scope, Collection<ResourceRef> resources, Unanswered unanswered) {
        ConfigQuestion question = new ConfigQuestion(scope, clients.getObject(), unanswered);
        Map<ResourceRef, Future<ResourceHistory>> asked = new LinkedHashMap<>();
        long end = System.nanoTime() + LONGEST.toNanos();
        resources.forEach(resource ->
                asked.put(resource, threads.submit(() -> known.of(scope, resource, () -> question.about(resource)))));
        Map<ResourceRef, ResourceHistory> told = new LinkedHashMap<>();
        try {
            asked.forEach((resource, answer) -> told.put(resource, wait(answer, end)));
            return told;
        } finally {
            // Where one failed nobody waits for the others; what was answered is known at the next try.
            asked.values().forEach(answer -> answer.cancel(true));
        }
    }

    private static ResourceHistory wait(Future<ResourceHistory> answer, long end) {
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            return new ResourceHistory(
                    ResourceHistory.Answer.NOT_RECORDED, List.of(), "no time was left to ask AWS Config about it");
        } catch (ExecutionException unforeseen) {
            if (unforeseen.getCause() instanceof FactsUnavailable away) {
                throw away;
            }
            throw new IllegalStateException("AWS Config was not asked", unforeseen.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server is stopping", stopped);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
