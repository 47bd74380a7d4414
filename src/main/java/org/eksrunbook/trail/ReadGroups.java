package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts the reads of content together by principal and call, in bounded memory. */
final class ReadGroups {

    /** Principals times calls that are told apart. */
    static final int MOST_GROUPS = 1_000;

    /** Things that are told apart, of all groups together. */
    static final int MOST_PLACES = 50_000;

    private record Key(String principal, String source, String call) {}

    private static final class Sum {
        private final String first;
        private final String example;
        private final Map<String, Set<Long>> places = new TreeMap<>();
        private boolean morePlaces;
        private long calls;
        private long bytes;
        private long told;
        private long doubted;
        private int sensitivity;
        private String last;

        Sum(Finding example) {
            this.first = FindingStore.cut(example.eventTime());
            this.example = example.eventId();
            this.last = first;
        }
    }

    private final int mostGroups;
    private final int mostPlaces;
    private final Map<Key, Sum> groups = new LinkedHashMap<>();
    private final Fingerprints fingerprints = new Fingerprints();
    private int placesKept;
    private long ungrouped;

    ReadGroups() {
        this(MOST_GROUPS, MOST_PLACES);
    }

    ReadGroups(int mostGroups, int mostPlaces) {
        this.mostGroups = mostGroups;
        this.mostPlaces = mostPlaces;
    }

    /** Counts a finding, in time order, if it is a read of content that took effect. */
    void add(Finding finding) {
        if (!finding.effective() || !finding.is(Category.ACCESSED)) {
            return;
        }
        // Names as they are stored, however long whoever wrote the log made them.
        Key key = new Key(
                FindingStore.cut(finding.principal()),
                FindingStore.cut(finding.eventSource()),
                FindingStore.cut(finding.eventName()));
        Sum sum = groups.get(key);
        if (sum == null) {
            if (groups.size() >= mostGroups) {
                ungrouped++;
                return;
            }
            sum = new Sum(finding);
            groups.put(key, sum);
        }
        sum.calls++;
        sum.last = FindingStore.cut(finding.eventTime());
        sum.sensitivity = Math.max(sum.sensitivity, finding.sensitivity());
        if (finding.bytesOut() != null) {
            sum.told++;
            sum.bytes =
                    sum.bytes > Long.MAX_VALUE - finding.bytesOut() ? Long.MAX_VALUE : sum.bytes + finding.bytesOut();
        }
        sum.doubted += finding.bytesDoubted() ? 1 : 0;
        Finding.Resource place = finding.place();
        if (place != null) {
            place(sum, place);
        }
    }

    private void place(Sum sum, Finding.Resource place) {
        String type = FindingStore.cut(place.type());
        long thing = fingerprints.of(place.id());
        if (sum.places.getOrDefault(type, Set.of()).contains(thing)) {
            return;
        }
        if (placesKept >= mostPlaces && !sum.places.isEmpty()) {
            sum.morePlaces = true;
            return;
        }
        sum.places.computeIfAbsent(type, made -> new HashSet<>()).add(thing);
        placesKept++;
    }

    /** Reads that were not put together, since they are of too many principals and calls. */
    long ungrouped() {
        return ungrouped;
    }

    /** What weighs most first, then what was called most. */
    List<ReadGroup> all() {
        List<ReadGroup> all = new ArrayList<>();
        groups.forEach((key, sum) -> {
            List<ReadGroup.Places> places = new ArrayList<>();
            sum.places.forEach((type, some) -> places.add(new ReadGroup.Places(type, some.size())));
            all.add(new ReadGroup(
                    key.principal(),
                    key.source(),
                    key.call(),
                    sum.calls,
                    places,
                    sum.morePlaces,
                    sum.bytes,
                    sum.told,
                    sum.doubted,
                    sum.sensitivity,
                    sum.first,
                    sum.last,
                    sum.example));
        });
        all.sort(Comparator.comparingInt(ReadGroup::sensitivity)
                .thenComparingLong(ReadGroup::calls)
                .reversed());
        return all;
    }
}
