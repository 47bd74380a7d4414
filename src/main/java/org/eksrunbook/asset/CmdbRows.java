package org.eksrunbook.asset;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;

/** Collects the rows of an import with their faults; gives the rows only where there is no fault at all. */
final class CmdbRows {

    private static final int FAULTS_TOLD = 100;
    private static final int MOST_ROWS = 200_000;

    private final List<CmdbRow> rows = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Owner> owners = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private int untold;

    private record Owner(String name, String place) {}

    void fault(String place, String what) {
        if (faults.size() < FAULTS_TOLD) {
            faults.add(place + ": " + what);
        } else {
            untold++;
        }
    }

    /** @param place where the row stands, in words: {@code line 7} */
    void add(String place, Map<CmdbColumn, String> values) {
        Map<CmdbColumn, String> row = new EnumMap<>(CmdbColumn.class);
        boolean sound = true;
        for (CmdbColumn column : CmdbColumn.values()) {
            String value = values.getOrDefault(column, "").strip();
            @Nullable String wrong = column.fault(value);
            if (wrong != null) {
                fault(place + ", column " + column.title(), wrong);
                sound = false;
            }
            row.put(column, value);
        }
        if (sound && fitsTheOthers(place, row)) {
            rows.add(new CmdbRow(
                    value(row, CmdbColumn.APPLICATION),
                    value(row, CmdbColumn.OWNER),
                    value(row, CmdbColumn.ENVIRONMENT),
                    value(row, CmdbColumn.DATA_CLASS),
                    value(row, CmdbColumn.RESOURCE_ID),
                    value(row, CmdbColumn.RESOURCE_TYPE),
                    value(row, CmdbColumn.CONFIGURATION)));
        }
    }

    /** @throws InvalidInput where anything was wrong */
    List<CmdbRow> sound() {
        if (rows.size() > MOST_ROWS) {
            fault("The import", "has more than " + MOST_ROWS + " rows: split it");
        }
        if (untold > 0) {
            faults.add("and " + untold + " more");
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return List.copyOf(rows);
    }

    /** Owner of an application: the one that its rows name, empty where none does. */
    String ownerOf(String application) {
        Owner owner = owners.get(application);
        return owner == null ? "" : owner.name();
    }

    private boolean fitsTheOthers(String place, Map<CmdbColumn, String> row) {
        String resource = value(row, CmdbColumn.RESOURCE_TYPE) + "|" + value(row, CmdbColumn.RESOURCE_ID);
        String before = places.putIfAbsent(resource, place);
        if (before != null) {
            fault(place + ", column resourceId", "the same resource stands in " + before + " already");
            return false;
        }
        String owner = value(row, CmdbColumn.OWNER);
        if (!owner.isEmpty()) {
            Owner other = owners.putIfAbsent(value(row, CmdbColumn.APPLICATION), new Owner(owner, place));
            if (other != null && !other.name().equals(owner)) {
                fault(
                        place + ", column owner",
                        "an application has one owner, and " + other.place() + " names another (" + other.name() + ")");
                return false;
            }
        }
        return true;
    }

    private static String value(Map<CmdbColumn, String> row, CmdbColumn column) {
        return row.getOrDefault(column, "");
    }
}
