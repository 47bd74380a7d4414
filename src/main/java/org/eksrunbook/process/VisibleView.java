package org.eksrunbook.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.incident.VisibleText;

/**
 * The view of a task as people may look at it: forms draw characters as they are, so those that hide text or turn its direction are
 * replaced by their codes here. What is handed back or copied out, values of options and commands, stays as it is.
 */
final class VisibleView {

    private static final Set<String> EXACT = Set.of("value", "script", "query", "link");

    private VisibleView() {}

    static Map<String, Object> of(Map<String, ?> view) {
        Map<String, Object> visible = new LinkedHashMap<>();
        view.forEach((name, value) -> visible.put(name, EXACT.contains(name) ? value : visible(value)));
        return visible;
    }

    private static Object visible(Object value) {
        if (value instanceof String text) {
            return VisibleText.of(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(VisibleView::visible).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> visible = new LinkedHashMap<>();
            map.forEach((name, one) ->
                    visible.put(String.valueOf(name), EXACT.contains(String.valueOf(name)) ? one : visible(one)));
            return visible;
        }
        return value;
    }
}
