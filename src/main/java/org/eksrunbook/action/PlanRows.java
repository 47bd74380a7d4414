package org.eksrunbook.action;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.asset.ResourceRef;

/** A plan as the table of a form. Names come from logs: text, never markup. */
public final class PlanRows {

    private static final String UNDO = "Undo: ";

    private PlanRows() {}

    /** One row an action, in the plan's order: {@code id, action, resource, where, reason, undo}. */
    public static List<Map<String, String>> of(Plan plan) {
        return plan.actions().stream().map(PlanRows::row).toList();
    }

    /** Where no command takes it back, the words beside it may say what does. */
    private static String undo(Action action) {
        if (!action.undo().isEmpty()) {
            return String.join("; ", action.undo());
        }
        int told = action.manual().indexOf(UNDO);
        return told < 0 ? "cannot be undone" : action.manual().substring(told + UNDO.length());
    }

    private static Map<String, String> row(Action action) {
        ResourceRef target = action.target();
        Map<String, String> row = new LinkedHashMap<>();
        row.put("id", action.id());
        row.put("action", action.kind().label());
        row.put("resource", target.type() + " " + target.id());
        row.put("where", (target.accountId() + " " + target.region()).strip());
        row.put("reason", action.reason());
        row.put("undo", undo(action));
        return row;
    }
}
