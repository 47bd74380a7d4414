package org.eksrunbook.asset;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gathers calls by resource. A thing that is called by its name here and by its id or ARN there is one row: rows that share a name in the
 * same type, account and region are joined. What was given another name stays one row; the old name is from then on another thing's.
 */
final class RowCollector {

    /** Calls of IAM that name a thing first as it was called and then as it is called from then on. */
    private static final Set<String> RENAMING = Set.of("UpdateUser", "UpdateGroup", "UpdateServerCertificate");

    /** An id that AWS makes up: {@code sg-0a1b2c3d4e5f60718}. */
    private static final Pattern ALPHANUMERIC = Pattern.compile("[A-Za-z0-9]");

    private static final Pattern MADE_UP = Pattern.compile("[a-z]+-[0-9a-f]{8,17}");

    /** A resource with what touched it, still growing. */
    static final class Gathered {
        private final Set<String> keys = new LinkedHashSet<>();
        private final List<Touch> touches = new ArrayList<>();
        private ResourceRef resource;
        private @Nullable ResourceRef renamedTo;
        private @Nullable Instant renamedAt;

        private Gathered(ResourceRef resource) {
            this.resource = resource;
        }

        ResourceRef resource() {
            return resource;
        }

        Set<String> keys() {
            return keys;
        }

        List<Touch> touches() {
            return touches;
        }
    }

    private final String homeAccount;
    private final Map<String, Gathered> byKey = new HashMap<>();
    // By the other name that a thing was made with: the latest of that name, as long as nothing is called so itself.
    private final Map<String, Gathered> byOtherName = new HashMap<>();
    // What has another name now than it had once, or whose name another thing has now.
    private final Set<Gathered> renamed = new LinkedHashSet<>();

    /** @param homeAccount where a call does not tell its account */
    RowCollector(String homeAccount) {
        this.homeAccount = homeAccount;
    }

    /** @param observations in any order; denied and failed ones touch nothing */
    void addAll(Collection<Observation> observations) {
        observations.stream()
                .filter(Observation::effective)
                .filter(one -> one.changes().stream().anyMatch(Change::touches))
                .sorted(Comparator.comparing(Observation::time)
                        .thenComparingInt(RowCollector::rank)
                        .thenComparing(Observation::eventId))
                .forEach(this::add);
    }

    Gathered row(ResourceRef named) {
        ResourceRef resource = inAccount(named);
        Gathered row = null;
        Set<String> keys = new LinkedHashSet<>();
        for (String name : resource.names()) {
            String key = ResourceNames.key(resource, name);
            Gathered made = byOtherName.get(key);
            if (made != null) {
                return made;
            }
            keys.add(key);
            Gathered known = byKey.get(key);
            if (known != null) {
                row = row == null || row == known ? known : join(row, known);
            }
        }
        if (row == null) {
            row = new Gathered(resource);
        } else if (row.resource.arn() == null && resource.arn() != null && row.renamedTo == null) {
            // The ARN says more than the name; the row keeps the name it was first called by in its key.
            row.resource = new ResourceRef(
                    row.resource.type(), row.resource.id(), resource.arn(), resource.accountId(), resource.region());
        }
        row.keys.addAll(keys);
        for (String key : keys) {
            byKey.put(key, row);
        }
        return row;
    }

    /** The row of what people name by the name that it had when they did. */
    Gathered known(ResourceRef named) {
        ResourceRef resource = inAccount(named);
        Set<String> keys = resource.allKeys();
        if (keys.stream().anyMatch(key -> byKey.containsKey(key) || byOtherName.containsKey(key))) {
            return row(named);
        }
        return renamed.stream()
                .filter(row -> row.keys.stream().anyMatch(keys::contains))
                .findFirst()
                .orElseGet(() -> row(named));
    }

    /** What the attacker made is called as it is now, to be found and deleted; what was there before as it was, and will be again. */
    List<Gathered> rows() {
        Set<Gathered> rows = new LinkedHashSet<>(byKey.values());
        rows.addAll(renamed);
        Map<String, Gathered> claimed = new HashMap<>(byKey);
        for (Gathered row : renamed) {
            ResourceRef now = Objects.requireNonNull(row.renamedTo);
            Set<String> own = new LinkedHashSet<>();
            List<Set<String>> names = new ArrayList<>(List.of(now.allKeys(), new LinkedHashSet<>(row.keys)));
            boolean made = row.touches.stream().anyMatch(touch -> isMade(touch, row.renamedAt));
            boolean free = row.resource.allKeys().stream().allMatch(key -> claimed.getOrDefault(key, row) == row);
            if (made || !free) {
                row.resource = now;
            } else {
                names.add(0, row.resource.allKeys());
            }
            names.forEach(keys -> keys.stream()
                    .filter(key -> claimed.putIfAbsent(key, row) == null || claimed.get(key) == row)
                    .forEach(own::add));
            if (own.isEmpty()) {
                String numbered = now.key() + "|"
                        + (row.touches.isEmpty() ? "given" : row.touches.get(0).event());
                claimed.put(numbered, row);
                own.add(numbered);
            }
            row.keys.clear();
            row.keys.addAll(own);
        }
        return rows.stream()
                .sorted(Comparator.comparing(row -> row.keys.iterator().next()))
                .toList();
    }

    private void add(Observation observation) {
        List<ResourceRef> named = observation.resources();
        if (RENAMING.contains(observation.action())
                && named.size() == 2
                && named.get(0).type().startsWith("AWS::IAM::")
                && named.get(0).type().equals(named.get(1).type())) {
            rename(named.get(0), named.get(1), observation);
            return;
        }
        for (ResourceRef resource : named) {
            Gathered row = row(resource);
            touch(row, resource, observation);
            String other = resource.otherName();
            if (other != null && observation.changes().contains(Change.CREATED) && !imitates(other, resource.id())) {
                byOtherName.put(ResourceNames.key(inAccount(resource), other), row);
            }
        }
    }

    /** Whoever calls his template by the id of another's would have what he does to that one told of his. */
    private static boolean imitates(String name, String id) {
        return MADE_UP.matcher(name).matches() && MADE_UP.matcher(id).matches()
                || name.chars().anyMatch(Character::isDigit) && shape(name).equals(shape(id));
    }

    private static String shape(String name) {
        return ALPHANUMERIC.matcher(name).replaceAll("x");
    }

    private void rename(ResourceRef from, ResourceRef to, Observation observation) {
        Gathered row = row(from);
        touch(row, from, observation);
        row.keys.forEach(key -> byKey.remove(key, row));
        ResourceRef now = inAccount(to);
        for (String key : now.allKeys()) {
            Gathered there = byKey.put(key, row);
            if (there != null && there != row && renamed.add(there)) {
                // What had the name before is gone, or nothing could be given its name.
                there.renamedTo = there.resource;
            }
        }
        row.renamedTo = now;
        row.renamedAt = row.renamedAt == null ? observation.time() : row.renamedAt;
        renamed.add(row);
    }

    /** Whether it was made before it was renamed: within one second the name may have been free for another already. */
    private static boolean isMade(Touch touch, @Nullable Instant renamedAt) {
        return touch.changes().contains(Change.CREATED)
                && (renamedAt == null || touch.time().isBefore(renamedAt));
    }

    private void touch(Gathered row, ResourceRef resource, Observation observation) {
        List<Change> changes = ActionWords.to(resource.type(), observation.action(), observation.changes());
        Touch touch = new Touch(
                observation.eventId(),
                observation.time(),
                observation.action(),
                changes,
                observation.principal(),
                observation.madeBy());
        if (row.touches.isEmpty() || !row.touches.get(row.touches.size() - 1).equals(touch)) {
            row.touches.add(touch);
        }
    }

    private Gathered join(Gathered one, Gathered other) {
        one.keys.addAll(other.keys);
        other.keys.forEach(key -> byKey.put(key, one));
        byOtherName.replaceAll((key, row) -> row == other ? one : row);
        one.touches.addAll(other.touches);
        if (renamed.remove(other)) {
            one.renamedTo = one.renamedTo == null ? other.renamedTo : one.renamedTo;
            renamed.add(one);
        }
        one.touches.sort(Comparator.comparing(Touch::time).thenComparing(Touch::event));
        return one;
    }

    /** Within one second a thing is made before it is changed, and changed before it is deleted: logs do not tell finer. */
    private static int rank(Observation observation) {
        return observation.changes().contains(Change.CREATED)
                ? 0
                : observation.changes().contains(Change.DELETED) ? 2 : 1;
    }

    private ResourceRef inAccount(ResourceRef ref) {
        return ref.accountId().isEmpty()
                ? new ResourceRef(ref.type(), ref.id(), ref.arn(), homeAccount, ref.region(), ref.otherName())
                : ref;
    }
}
