package org.eksrunbook.trail;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Which unique ids tell who acted. IAM gives each user and role one that no other ever has (IAM user guide, «Unique identifiers»); logs that were
 * anonymised or masked often have one and the same for all. An id proves nothing where it has not the form of one, or stands beside several names of
 * which none became the other by a rename.
 */
final class UniqueIds {

    private static final Pattern FORM = Pattern.compile("A[A-Z]{3}[A-Za-z0-9]+");
    /** What stands in for an id after its first four letters. */
    private static final Pattern FILLER = Pattern.compile("(?i)(?:EXAMPLE|REDACTED|MASKED|HIDDEN|X)+|(.)\\1{3,}");

    private static final int MOST_IDS = 100_000;
    private static final int MOST_NAMES = 20;
    private static final int MOST_TOLD = 3;

    /** A user or role as an ARN names it. */
    private record Name(String account, String kind, String name) {}

    private record Seen(
            String arn, String eventId, @Nullable Instant time) {}

    private final Map<String, Map<Name, Seen>> names = new LinkedHashMap<>();
    private final Set<String> masked = new LinkedHashSet<>();
    private final Set<String> shared = new LinkedHashSet<>();

    /** Notes whose id an event has. */
    void see(Sighting sighting) {
        if (sighting.event() == null) {
            return;
        }
        Identity who = sighting.event().identity();
        Name name = name(who.arn());
        String id = who.principalId() == null ? "" : ofIssuer(who.principalId());
        if (name == null || id.isEmpty() || isStarred(id)) {
            return;
        }
        if (!hasForm(id)) {
            if (masked.size() < MOST_TOLD) {
                masked.add(id);
            }
            return;
        }
        if (names.size() >= MOST_IDS && !names.containsKey(id)) {
            return;
        }
        Map<Name, Seen> known = names.computeIfAbsent(id, made -> new LinkedHashMap<>(2));
        if (known.size() < MOST_NAMES && !known.containsKey(name)) {
            known.put(name, new Seen(String.valueOf(who.arn()), sighting.eventId(), sighting.time()));
        }
    }

    /**
     * Judges by all events that were seen.
     *
     * @return whether an id that was relied on proved to be that of several
     */
    boolean judge(Renames renames) {
        boolean news = false;
        for (Map.Entry<String, Map<Name, Seen>> one : names.entrySet()) {
            if (one.getValue().size() > 1 && !isOne(List.copyOf(one.getValue().keySet()), renames)) {
                news |= shared.add(one.getKey());
            }
        }
        return news;
    }

    /** Whether all are one user under the names that he had one after the other, those under which he did nothing among them. */
    private static boolean isOne(List<Name> all, Renames renames) {
        Name first = all.get(0);
        Set<String> names = renames.namesOf(first.account(), first.name());
        return all.stream()
                .allMatch(name -> name.kind().equals("user")
                        && name.account().equals(first.account())
                        && names.contains(name.name()));
    }

    /** Whether the token, where it is one of a unique id, tells who it is. */
    boolean isUsable(String token) {
        boolean ofId = Token.ID.is(token) || Token.ISSUER_ID.is(token);
        if (!ofId) {
            return true;
        }
        String id = ofIssuer(token.substring(1));
        // A federated user's is the account and the name that the caller gave.
        return id.matches("\\d{12}") || isStarred(id) || hasForm(id) && !shared.contains(id);
    }

    /** Whether others have it too. Who comes in by a provider's word has an id of another form, in which the provider and his name stand. */
    boolean isEverybodys(String token) {
        return !isUsable(token) && (token.indexOf(':') < 0 || shared.contains(ofIssuer(token.substring(1))));
    }

    /** Other names that stand beside a user's id, and no call tells that it was renamed; none where the id stands for all and everybody. */
    void beside(Suspects suspects) {
        for (String id : shared) {
            List<Seen> known = List.copyOf(names.getOrDefault(id, Map.of()).values());
            if (known.size() != 2) {
                continue;
            }
            for (int at = 0; at < 2; at++) {
                String one = known.get(at).arn();
                Seen other = known.get(1 - at);
                boolean suspect = suspects.all().stream()
                        .anyMatch(each -> !each.isLeftOut() && each.type().equals("user") && one.equals(each.arn()));
                if (suspect && Arns.isUser(other.arn())) {
                    suspects.consider(
                            other.eventId(),
                            other.time(),
                            other.arn(),
                            "has a suspect's unique id",
                            "has the unique id of " + one
                                    + ", and no call that renamed one was found: the same user under another name, or an id that the logs have for everybody; name it in the scope if it is the same");
                }
            }
        }
    }

    /** What the logs' ids are worth, in a sentence; empty where they are worth what they should. */
    Optional<String> told() {
        if (shared.isEmpty() && masked.isEmpty()) {
            return Optional.empty();
        }
        Set<String> some = new LinkedHashSet<>(shared);
        some.addAll(masked);
        String list = String.join(
                ", ", some.stream().limit(MOST_TOLD).map(VisibleText::of).toList());
        return Optional.of(
                "Unique ids of these logs do not tell who acted: " + list
                        + (shared.isEmpty()
                                ? " has not the form of one."
                                : " stands beside several names that no rename among the events explains.")
                        + " Who has such an id was followed by ARNs and keys alone; what was done in other accounts, whose logs may have the id alone, may be missing.");
    }

    /** Logs with stars for ids have them for keys, too, and often for names: what they have alike is all that is left to follow. */
    private static boolean isStarred(String id) {
        return id.contains("**");
    }

    private static boolean hasForm(String id) {
        return FORM.matcher(id).matches() && !FILLER.matcher(id.substring(4)).matches();
    }

    private static String ofIssuer(String principalId) {
        int colon = principalId.indexOf(':');
        return colon < 0 ? principalId : principalId.substring(0, colon);
    }

    private static @Nullable Name name(@Nullable String arn) {
        AssumedRole session = AssumedRole.of(arn);
        if (session != null) {
            return new Name(session.accountId(), "role", session.roleName());
        }
        String account = Arns.isUser(arn) ? Arns.account(arn) : null;
        String name = account == null ? null : Arns.name(arn);
        return account == null || name == null ? null : new Name(account, "user", name);
    }
}
