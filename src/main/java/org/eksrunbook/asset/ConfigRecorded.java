package org.eksrunbook.asset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the delivered files cover, so that silence can be told from not listening. A file of changes is silent about what did not change: only a
 * snapshot from before the compromise, read to its end, tells that a thing was not there.
 */
final class ConfigRecorded {

    /** @param file what its name tells may stand in it; null: anything */
    private record Unread(String shown, @Nullable ConfigFile file) {}

    private final Set<String> places = new HashSet<>();
    private final Set<String> types = new HashSet<>();
    private final Set<String> listed = new HashSet<>();
    private final List<Unread> unread = new ArrayList<>();

    void file(ConfigFile file) {
        if (file.account() != null && file.region() != null) {
            place(file.account(), file.region());
            if (file.type() != null) {
                types.addAll(ofType(file.account(), file.region(), file.type()));
            }
        }
    }

    void item(ConfigItem item) {
        place(item.accountId(), item.region());
        types.addAll(ofType(item.accountId(), item.region(), item.type()));
    }

    /** @param types {@link #ofType} of the items of a snapshot from before the compromise that was read to its end */
    void snapshot(Set<String> types) {
        listed.addAll(types);
    }

    /** A folder, of which nobody knows what is in it. */
    void unreadable(String folder) {
        unread.add(new Unread(folder, null));
    }

    void unreadable(ConfigFile file, String shown) {
        unread.add(new Unread(shown, file));
    }

    ResourceHistory answer(ResourceRef resource, List<ConfigItem> items) {
        if (!items.isEmpty()) {
            List<ConfigItem> ordered = items.stream()
                    .sorted(Comparator.comparing(ConfigItem::captured))
                    .toList();
            return new ResourceHistory(
                    ResourceHistory.Answer.FOUND,
                    ordered,
                    "AWS Config recorded " + ordered.size() + " states of it" + gaps());
        }
        // A global type is recorded in one region of an account; which one, its owner chose.
        String account = resource.accountId();
        String type = account + "|" + resource.region() + "|" + ResourceNames.family(resource.type());
        if (!places.contains(account + "|" + resource.region())) {
            return nothing(
                    ResourceHistory.Answer.NOT_RECORDED,
                    "the archive holds no files of AWS Config for account " + account
                            + (resource.region().isEmpty() ? "" : " in " + resource.region()));
        }
        if (!types.contains(type)) {
            return nothing(
                    ResourceHistory.Answer.NOT_RECORDED,
                    "the files of AWS Config that were read tell of no " + resource.type() + " in account " + account
                            + (resource.region().isEmpty() ? "" : " in " + resource.region()));
        }
        if (!listed.contains(type)) {
            return nothing(
                    ResourceHistory.Answer.NOT_RECORDED,
                    "files of AWS Config tell of changes alone and of none to this one, and no snapshot from before the compromise tells whether it was there");
        }
        boolean missed =
                unread.stream().anyMatch(one -> one.file() == null || one.file().mayHold(resource));
        return nothing(
                missed ? ResourceHistory.Answer.NOT_RECORDED : ResourceHistory.Answer.NOTHING,
                missed
                        ? "the files of AWS Config that were read tell of others of its type and of nothing to this one"
                        : "AWS Config recorded others of its type and nothing of this one");
    }

    private ResourceHistory nothing(ResourceHistory.Answer answer, String why) {
        return new ResourceHistory(answer, List.of(), why + gaps());
    }

    private String gaps() {
        return unread.isEmpty()
                ? ""
                : "; " + unread.size()
                        + " files or folders of the archive could not be read to their end, the first "
                        + unread.get(0).shown();
    }

    private void place(String account, String region) {
        places.add(account + "|" + region);
        places.add(account + "|");
    }

    static Set<String> ofType(String account, String region, String type) {
        String family = ResourceNames.family(type);
        return Set.of(account + "|" + region + "|" + family, account + "||" + family);
    }
}
