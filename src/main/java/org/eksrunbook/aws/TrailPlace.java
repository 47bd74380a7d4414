package org.eksrunbook.aws;

import java.time.LocalDate;
import java.util.Map;

/**
 * What lies in S3 of one account and region.
 *
 * @param bytes of the files of each day that has any
 * @param complete false: listing has not come to the last day yet
 */
record TrailPlace(String account, String region, Map<LocalDate, Long> bytes, boolean complete) {

    TrailPlace {
        bytes = Map.copyOf(bytes);
    }

    long bytes(LocalDate from, LocalDate until) {
        return bytes.entrySet().stream()
                .filter(day -> !day.getKey().isBefore(from) && !day.getKey().isAfter(until))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
