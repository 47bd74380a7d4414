package org.eksrunbook.asset;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds whose item an item of AWS Config is. Its resource id is a name for some types, an id for others, and never the ARN. */
final class ConfigMatch {

    private ConfigMatch() {}

    /** @param wanted resources by type and each of their names, {@code type|name} */
    static Set<ResourceRef> of(ConfigItem item, Map<String, Set<ResourceRef>> wanted) {
        Set<ResourceRef> matches = new LinkedHashSet<>();
        String type = ResourceNames.family(item.type());
        ResourceRef named = new ResourceRef(type, item.resourceId(), item.arn(), item.accountId(), item.region());
        Stream.concat(named.names().stream(), Stream.ofNullable(item.resourceName()))
                .map(name -> wanted.getOrDefault(type + "|" + name, Set.of()))
                .flatMap(Set::stream)
                .filter(resource -> fits(resource.accountId(), item.accountId())
                        && (fits(resource.region(), item.region())
                                || item.region().equals("global")))
                .forEach(matches::add);
        return matches;
    }

    private static boolean fits(String wanted, String has) {
        return wanted.isEmpty() || has.isEmpty() || wanted.equals(has);
    }
}
