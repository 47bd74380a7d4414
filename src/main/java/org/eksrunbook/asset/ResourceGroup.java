package org.eksrunbook.asset;

import java.util.List;

/**
 * Rows that are decided together: same change, state, type and application.
 *
 * @param key names the group in a form: stable while the rows' change, type and application are
 * @param rows keys of the rows
 */
public record ResourceGroup(
        String key, Change change, String state, String type, String application, String owner, List<String> rows) {

    public ResourceGroup {
        rows = List.copyOf(rows);
    }
}
