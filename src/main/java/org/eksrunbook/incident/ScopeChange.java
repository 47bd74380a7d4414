package org.eksrunbook.incident;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants changed in a scope; everything absent stays as it is.
 *
 * @param compromisedAt ISO-8601 instant, as written
 * @param until ISO-8601 instant, as written
 * @param windowDays 1 to 365
 * @param archivePath folder below the archive's root
 */
public record ScopeChange(
        List<String> addPrincipals,
        List<String> removePrincipals,
        List<String> addAccounts,
        List<String> removeAccounts,
        @Nullable String compromisedAt,
        @Nullable String until,
        @Nullable Integer windowDays,
        @Nullable String archivePath) {

    private static final int LONGEST_PRINCIPAL = 2048;

    public ScopeChange {
        addPrincipals = List.copyOf(addPrincipals);
        removePrincipals = List.copyOf(removePrincipals);
        addAccounts = List.copyOf(addAccounts);
        removeAccounts = List.copyOf(removeAccounts);
    }

    /** More principals and accounts, nothing else. */
    public static ScopeChange wider(List<String> principals, List<String> accounts) {
        return new ScopeChange(principals, List.of(), accounts, List.of(), null, null, null, null);
    }

    public boolean isEmpty() {
        return addPrincipals.isEmpty()
                && removePrincipals.isEmpty()
                && addAccounts.isEmpty()
                && removeAccounts.isEmpty()
                && compromisedAt == null
                && until == null
                && windowDays == null
                && archivePath == null;
    }

    /**
     * The scope as it will be, its version counted up.
     *
     * @param now the compromise lies before it
     * @throws InvalidInput with every fault
     */
    public Scope applyTo(Scope scope, Instant now) {
        List<String> faults = new ArrayList<>();
        check(scope, faults);
        Instant from = instant("compromisedAt", compromisedAt, scope.compromisedAt(), faults);
        Instant to = instant("until", until, scope.until(), faults);
        if (from != null && compromisedAt != null) {
            CompromiseTime.fault(from, now).ifPresent(fault -> faults.add("compromisedAt: " + fault));
        }
        if (from != null && to != null && !to.isAfter(from)) {
            faults.add("until: must be later than compromisedAt");
        }
        if (!faults.isEmpty() || from == null) {
            throw new InvalidInput(faults);
        }
        return new Scope(
                scope.version() + 1,
                scope.accountId(),
                changed(scope.accounts(), addAccounts, removeAccounts),
                scope.region(),
                from,
                to,
                windowDays == null ? scope.windowDays() : windowDays,
                scope.clusterName(),
                scope.namespace(),
                scope.serviceAccount(),
                scope.pods(),
                scope.nodeInstanceIds(),
                changed(scope.principals(), addPrincipals, removePrincipals),
                scope.trailSource(),
                archivePath == null ? scope.archivePath() : archivePath);
    }

    private void check(Scope scope, List<String> faults) {
        for (String account : addAccounts) {
            if (!account.matches("\\d{12}")) {
                faults.add("addAccounts: an account has 12 digits");
            }
        }
        for (String principal : addPrincipals) {
            if (principal.length() > LONGEST_PRINCIPAL || principal.chars().anyMatch(Character::isISOControl)) {
                faults.add("addPrincipals: at most " + LONGEST_PRINCIPAL + " characters, no control characters");
            }
        }
        absent("removePrincipals", removePrincipals, scope.principals(), faults);
        absent("removeAccounts", removeAccounts, scope.accounts(), faults);
        if (windowDays != null && (windowDays < 1 || windowDays > 365)) {
            faults.add("windowDays: must be 1 to 365");
        }
    }

    private static void absent(String field, List<String> removed, List<String> there, List<String> faults) {
        if (!there.containsAll(removed)) {
            faults.add(field + ": one of them is not in the scope");
        }
    }

    private static @Nullable Instant instant(
            String field, @Nullable String text, @Nullable Instant now, List<String> faults) {
        if (text == null) {
            return now;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            faults.add(field + ": must be a time like 2026-08-02T08:23:24Z");
            return now;
        }
    }

    private static List<String> changed(List<String> there, List<String> added, List<String> removed) {
        Set<String> changed = new LinkedHashSet<>(there);
        removed.forEach(changed::remove);
        changed.addAll(added);
        return List.copyOf(changed);
    }
}
