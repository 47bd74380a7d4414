package org.eksrunbook.asset;

import java.util.List;
import java.util.Optional;

/** Which of the entries that are called like a resource is the resource. */
final class CmdbMatch {

    private CmdbMatch() {}

    static Optional<CmdbEntry> best(ResourceRef resource, List<CmdbEntry> called) {
        int best =
                called.stream().mapToInt(entry -> weight(resource, entry)).max().orElse(0);
        List<CmdbEntry> likeliest = called.stream()
                .filter(entry -> weight(resource, entry) == best && best > 0)
                .toList();
        long applications =
                likeliest.stream().map(CmdbEntry::application).distinct().count();
        // Two applications that claim the same name: better no answer than a wrong one.
        return applications == 1 ? Optional.of(likeliest.get(0)) : Optional.empty();
    }

    /** 0: it is another one; more: the surer the more. */
    private static int weight(ResourceRef resource, CmdbEntry entry) {
        if (entry.resourceId().equals(resource.arn())) {
            return 4;
        }
        boolean typed = !entry.resourceType().isEmpty();
        if (typed && !ResourceNames.family(entry.resourceType()).equals(ResourceNames.family(resource.type()))) {
            return 0;
        }
        ResourceRef known = new ResourceRef(entry.resourceType(), entry.resourceId(), null, "", "");
        if (differ(known.accountId(), resource.accountId()) || differ(known.region(), resource.region())) {
            return 0;
        }
        return (typed ? 2 : 1) + (known.arn() == null ? 0 : 1);
    }

    private static boolean differ(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
    }
}
