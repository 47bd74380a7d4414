package org.eksrunbook.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.incident.VisibleText;

/**
 * The view of a task as people may look at it: forms draw characters as they are, so those that hide text or turn its direction are
 * replaced by their codes here. What is handed back or copied out, the values of choices and commands, stays as it is.
 */
final class VisibleView {

    private static final Set<String> COPIED_OUT = Set.of("script", "query", "link");
    private static final String CHOICES = "options";
    private static final String HANDED_BACK = "value";

    private VisibleView() {}

    static Map<String, Object> of(Map<String, ?> view) {
        Map<String, Object> visible = new LinkedHashMap<>();
        view.forEach((name, value) -> visible.put(
                name, COPIED_OUT.contains(name) ? value : visible(value, name.equals(CHOICES) ? HANDED_BACK : "")));
        return visible;
    }

    private static Object visible(Object value, String exact) {
        if (value instanceof String text) {
            return VisibleText.of(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(one -> visible(one, exact)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> visible = new LinkedHashMap<>();
            map.forEach(
                    (name, one) -> visible.put(String.valueOf(name), exact.equals(name) ? one : visible(one, exact)));
            return visible;
        }
        return value;
    }
}
