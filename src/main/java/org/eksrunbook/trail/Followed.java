package org.eksrunbook.trail;

import java.util.List;
import java.util.Map;

/**
 * How far the credentials were followed.
 *
 * @param untold names and accounts of principals that another round would have looked for, had the limit of rounds not been reached
 * @param limits what else was not followed to its end, in sentences
 * @param ordinary calls of each workload that were taken for its ordinary work
 */
record Followed(int untold, List<String> limits, Map<String, Long> ordinary) {

    Followed {
        limits = List.copyOf(limits);
    }
}
