package org.eksrunbook.incident;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an incident is about and where its traces are looked for.
 *
 * @param version counts the changes; a round that began under an older version is followed by another
 * @param accountId the cluster's account
 * @param accounts further accounts a person put into the scope
 * @param compromisedAt beginning of the suspect window
 * @param until end of the suspect window; {@code null}: now, moving while the incident is open
 * @param windowDays length of the baseline before {@code compromisedAt}, in days
 * @param principals as given: ARNs, AROA…/AIDA… ids, access key ids, bare user names
 * @param ruledOut ids of principals that the logs led to and a person ruled out: neither they nor what follows from them is the attack's
 * @param archivePath folder below the archive's root; {@code null}: the root itself
 */
public record Scope(
        int version,
        String accountId,
        List<String> accounts,
        String region,
        Instant compromisedAt,
        @Nullable Instant until,
        int windowDays,
        @Nullable String clusterName,
        @Nullable String namespace,
        @Nullable String serviceAccount,
        List<String> pods,
        List<String> nodeInstanceIds,
        List<String> principals,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> ruledOut,
        TrailSource trailSource,
        @Nullable String archivePath) {

    /** Of nobody whom a person ruled out. */
    public Scope(
            int version,
            String accountId,
            List<String> accounts,
            String region,
            Instant compromisedAt,
            @Nullable Instant until,
            int windowDays,
            @Nullable String clusterName,
            @Nullable String namespace,
            @Nullable String serviceAccount,
            List<String> pods,
            List<String> nodeInstanceIds,
            List<String> principals,
            TrailSource trailSource,
            @Nullable String archivePath) {
        this(
                version,
                accountId,
                accounts,
                region,
                compromisedAt,
                until,
                windowDays,
                clusterName,
                namespace,
                serviceAccount,
                pods,
                nodeInstanceIds,
                principals,
                List.of(),
                trailSource,
                archivePath);
    }

    @JsonCreator
    public Scope {
        accounts = List.copyOf(accounts);
        pods = List.copyOf(pods);
        nodeInstanceIds = List.copyOf(nodeInstanceIds);
        principals = List.copyOf(principals);
        ruledOut = List.copyOf(ruledOut);
    }

    /** The cluster's account and all further ones, the cluster's first. */
    public Set<String> allAccounts() {
        Set<String> all = new LinkedHashSet<>();
        all.add(accountId);
        all.addAll(accounts);
        return all;
    }

    /** Beginning of the baseline: what a principal did before this is not looked at. */
    public Instant baselineFrom() {
        return compromisedAt.minus(Duration.ofDays(windowDays));
    }

    /** End of the suspect window, {@code now} where none was given. */
    public Instant untilOr(Instant now) {
        return until == null ? now : until;
    }
}
