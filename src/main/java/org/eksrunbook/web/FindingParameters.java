package org.eksrunbook.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.trail.Category;
import org.eksrunbook.trail.Finding;
import org.eksrunbook.trail.FindingFilter;
import org.eksrunbook.trail.FindingOrder;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** The query parameters by which findings are chosen, as they came. An empty one is one that was left out: forms send those. */
record FindingParameters(
        @Nullable String category,
        @Nullable String principal,
        @Nullable String resource,
        @Nullable String effective,
        @Nullable String source,
        @Nullable String order) {

    private static final Set<String> CATEGORIES =
            Arrays.stream(Category.values()).map(Category::word).collect(Collectors.toUnmodifiableSet());

    FindingParameters {
        category = orNull(category);
        principal = orNull(principal);
        resource = orNull(resource);
        effective = orNull(effective);
        source = orNull(source);
        order = orNull(order);
    }

    /** @throws InvalidInput naming every parameter that has no such value */
    FindingFilter filter() {
        List<String> faults = new ArrayList<>();
        if (category != null && !CATEGORIES.contains(category)) {
            faults.add("category: give one of "
                    + Arrays.stream(Category.values()).map(Category::word).collect(Collectors.joining(", ")));
        }
        if (effective != null && !effective.equals("true") && !effective.equals("false")) {
            faults.add("effective: give true or false");
        }
        if (source != null && !source.equals(Finding.CLOUDTRAIL) && !source.equals(Finding.KUBERNETES)) {
            faults.add("source: give " + Finding.CLOUDTRAIL + " or " + Finding.KUBERNETES);
        }
        if (order != null && FindingOrder.of(order).isEmpty()) {
            faults.add("order: give " + FindingOrder.words());
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return new FindingFilter(
                category, principal, resource, effective == null ? null : Boolean.valueOf(effective), source);
    }

    /** @param otherwise where none was given; {@link #filter()} tells of one that there is not */
    FindingOrder sorted(FindingOrder otherwise) {
        return order == null ? otherwise : FindingOrder.of(order).orElse(otherwise);
    }

    /** The parameters as a link carries them on: {@code &category=…}; empty where none was given. */
    String query() {
        StringBuilder query = new StringBuilder();
        add(query, "category", category);
        add(query, "principal", principal);
        add(query, "resource", resource);
        add(query, "effective", effective);
        add(query, "source", source);
        add(query, "order", order);
        return query.toString();
    }

    private static void add(StringBuilder query, String name, @Nullable String value) {
        if (value != null) {
            query.append('&').append(name).append('=').append(UriUtils.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
