package org.eksrunbook.asset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers calls by resource. A thing that is called by its name here and by its id or ARN there is one row: rows that share a name in the
 * same type, account and region are joined.
 */
final class RowCollector {

    /** A resource with what touched it, still growing. */
    static final class Gathered {
        private final Set<String> keys = new LinkedHashSet<>();
        private final List<Touch> touches = new ArrayList<>();
        private ResourceRef resource;

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
        ResourceRef resource = named.accountId().isEmpty() ? inAccount(named, homeAccount) : named;
        Gathered row = null;
        Set<String> keys = new LinkedHashSet<>();
        for (String name : resource.names()) {
            String key = ResourceNames.key(resource, name);
            keys.add(key);
            Gathered known = byKey.get(key);
            if (known != null) {
                row = row == null || row == known ? known : join(row, known);
            }
        }
        if (row == null) {
            row = new Gathered(resource);
        } else if (row.resource.arn() == null && resource.arn() != null) {
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

    List<Gathered> rows() {
        return byKey.values().stream()
                .distinct()
                .sorted(Comparator.comparing(row -> row.keys.iterator().next()))
                .toList();
    }

    private void add(Observation observation) {
        for (ResourceRef resource : observation.resources()) {
            Gathered row = row(resource);
            List<Change> changes = ActionWords.to(resource.type(), observation.action(), observation.changes());
            Touch touch = new Touch(
                    observation.eventId(), observation.time(), observation.action(), changes, observation.principal());
            if (row.touches.isEmpty()
                    || !row.touches.get(row.touches.size() - 1).equals(touch)) {
                row.touches.add(touch);
            }
        }
    }

    private Gathered join(Gathered one, Gathered other) {
        one.keys.addAll(other.keys);
        other.keys.forEach(key -> byKey.put(key, one));
        one.touches.addAll(other.touches);
        one.touches.sort(Comparator.comparing(Touch::time).thenComparing(Touch::event));
        return one;
    }

    /** Within one second a thing is made before it is changed, and changed before it is deleted: logs do not tell finer. */
    private static int rank(Observation observation) {
        return observation.changes().contains(Change.CREATED)
                ? 0
                : observation.changes().contains(Change.DELETED) ? 2 : 1;
    }

    private static ResourceRef inAccount(ResourceRef ref, String account) {
        return new ResourceRef(ref.type(), ref.id(), ref.arn(), account, ref.region());
    }
}
