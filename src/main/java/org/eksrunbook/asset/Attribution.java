package org.eksrunbook.asset;

import java.util.List;

/**
 * To which application a resource belongs (playbook, Part 3, step 4), and who said so.
 *
 * @param source {@code cmdb}, {@code tags} or {@code none}
 * @param suspectTags tags changed since the compromise; shown, never deciding (correction 17)
 * @param why the answer in words
 */
public record Attribution(
        String application,
        String owner,
        String environment,
        String dataClass,
        String source,
        List<String> suspectTags,
        String why) {

    public Attribution {
        suspectTags = List.copyOf(suspectTags);
    }
}
