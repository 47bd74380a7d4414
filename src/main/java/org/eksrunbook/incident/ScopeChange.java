package org.eksrunbook.incident;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants changed in a scope; everything absent stays as it is.
 *
 * @param removePrincipals of the scope, which names them no longer; or found in the logs, which are ruled out
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

    /** Nobody but those whom a person rules out. */
    public static ScopeChange without(List<String> principals) {
        return new ScopeChange(List.of(), principals, List.of(), List.of(), null, null, null, null);
    }

    /** More principals and accounts, nothing else. */
    public static ScopeChange wider(List<String> principals, List<String> accounts) {
        return new ScopeChange(principals, List.of(), accounts, List.of(), null, null, null, null);
    }

    @JsonIgnore
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

    /** As {@link #applyTo(Scope, Instant, Function)} where the logs led to nobody yet. */
    public Scope applyTo(Scope scope, Instant now) {
        return applyTo(scope, now, name -> Set.of());
    }

    /**
     * The scope as it will be, its version counted up.
     *
     * @param now the compromise lies before it
     * @param found ids of the principals to whom the logs led and who are called so; empty where there is none
     * @throws InvalidInput with every fault
     */
    public Scope applyTo(Scope scope, Instant now, Function<String, Set<String>> found) {
        List<String> faults = new ArrayList<>();
        List<String> ruledOut = ruledOut(scope, found, faults);
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
                changed(scope.ruledOut(), ruledOut, broughtBack(found)),
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
        if (!scope.accounts().containsAll(removeAccounts)) {
            faults.add("removeAccounts: one of them is not in the scope");
        }
        if (windowDays != null && (windowDays < 1 || windowDays > 365)) {
            faults.add("windowDays: must be 1 to 365");
        }
    }

    private List<String> broughtBack(Function<String, Set<String>> found) {
        Set<String> ids = new LinkedHashSet<>(addPrincipals);
        addPrincipals.forEach(name -> ids.addAll(found.apply(name)));
        return List.copyOf(ids);
    }

    private List<String> ruledOut(Scope scope, Function<String, Set<String>> found, List<String> faults) {
        List<String> ids = new ArrayList<>();
        for (String principal : removePrincipals) {
            Set<String> called = found.apply(principal);
            if (called.isEmpty() && !scope.principals().contains(principal)) {
                faults.add("removePrincipals: one of them is neither in the scope nor a principal of the attack");
            }
            ids.addAll(called);
        }
        return ids;
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
