package org.eksrunbook.awsdouble;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields as a form or a query string carries them. */
final class Form {

    private Form() {}

    static Map<String, List<String>> query(@Nullable String raw) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        if (raw != null && !raw.isEmpty()) {
            for (String field : raw.split("&", -1)) {
                String[] pair = field.split("=", 2);
                fields.computeIfAbsent(URLDecoder.decode(pair[0], UTF_8), first -> new ArrayList<>())
                        .add(pair.length < 2 ? "" : URLDecoder.decode(pair[1], UTF_8));
            }
        }
        return fields;
    }
}
