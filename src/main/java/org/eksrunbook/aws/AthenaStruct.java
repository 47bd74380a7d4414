package org.eksrunbook.aws;

import java.util.Locale;
import java.util.Set;

/** Reads a column's type as Hive writes it: {@code struct<type:string,sessioncontext:struct<…>>}. */
final class AthenaStruct {

    private AthenaStruct() {}

    /** Adds the path of the column and of every field within its structs. */
    static void paths(String path, String type, Set<String> paths) {
        paths.add(path);
        String plain = type.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
        if (!plain.startsWith("struct<") || !plain.endsWith(">")) {
            return;
        }
        String inner = plain.substring("struct<".length(), plain.length() - 1);
        int depth = 0;
        int from = 0;
        for (int at = 0; at <= inner.length(); at++) {
            char letter = at == inner.length() ? ',' : inner.charAt(at);
            if (letter == '<') {
                depth++;
            } else if (letter == '>') {
                depth--;
            } else if (letter == ',' && depth == 0) {
                field(path, inner.substring(from, at), paths);
                from = at + 1;
            }
        }
    }

    private static void field(String path, String field, Set<String> paths) {
        int colon = field.indexOf(':');
        if (colon > 0) {
            paths(path + "." + field.substring(0, colon).replace("`", ""), field.substring(colon + 1), paths);
        }
    }
}
