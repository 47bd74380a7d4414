package org.eksrunbook.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a task's form shows; reaches the form as the Json variable {@code view}.
 *
 * @param question what is asked and why, the first line of the form; begins with the incident's id
 * @param intro a few sentences in plain words
 * @param rows the table, at most {@value #MOST_ROWS} rows; more are cut off and counted in {@code more}
 * @param total how many rows there are altogether
 * @param link path below {@code /} where all rows are, or {@code null}
 * @param extra whatever else the form shows: proposals, options of a select, a script
 */
public record TaskView(
        String question,
        String intro,
        List<? extends Map<String, ?>> rows,
        int total,
        @Nullable String link,
        Map<String, ?> extra) {

    public static final int MOST_ROWS = 200;

    private static final String ABOUT = "about";

    public TaskView {
        rows = List.copyOf(rows.subList(0, Math.min(rows.size(), MOST_ROWS)));
        total = Math.max(total, rows.size());
        extra = Map.copyOf(extra);
    }

    /** A view without a table. */
    public static TaskView of(String question, String intro) {
        return new TaskView(question, intro, List.of(), 0, null, Map.of());
    }

    /** A view with a table; rows beyond {@value #MOST_ROWS} are cut off and counted. */
    public static TaskView of(
            String question, String intro, List<? extends Map<String, ?>> rows, @Nullable String link) {
        return new TaskView(question, intro, rows, rows.size(), link, Map.of());
    }

    /** The same with a further value that the form shows. */
    public TaskView with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extra);
        more.put(name, value);
        return new TaskView(question, intro, rows, total, link, more);
    }

    /**
     * The same for a task that has others of its kind beside it: what tells them apart stands in the task's name.
     *
     * @param what an application, a plan's purpose; may come from outside, it is shown as text
     */
    public TaskView about(String what) {
        return with(ABOUT, what);
    }

    /** What tells the task apart from others of its kind; empty where there are none. */
    String about() {
        return Objects.toString(extra.get(ABOUT), "");
    }

    /** As the form reads it: {@code question, intro, rows, total, more, link} and the extra values. */
    Map<String, Object> asJson() {
        Map<String, Object> json = new LinkedHashMap<>(extra);
        json.put("question", question);
        json.put("intro", intro);
        json.put("rows", rows);
        json.put("total", total);
        json.put(
                "more",
                total > rows.size() ? "The first " + rows.size() + " of " + total + " rows; all of them: " + link : "");
        json.put("link", link == null ? "" : link);
        return json;
    }
}
