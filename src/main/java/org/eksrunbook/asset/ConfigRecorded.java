package org.eksrunbook.asset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the delivered files cover, so that silence can be told from not listening. */
final class ConfigRecorded {

    private final Set<String> places = new HashSet<>();
    private final Set<String> types = new HashSet<>();
    private final List<String> unreadable = new ArrayList<>();

    void file(ConfigFile file) {
        if (file.account() != null && file.region() != null) {
            place(file.account(), file.region());
            if (file.type() != null) {
                type(file.account(), file.region(), file.type());
            }
        }
    }

    void item(ConfigItem item) {
        place(item.accountId(), item.region());
        type(item.accountId(), item.region(), item.type());
    }

    void unreadable(String file) {
        unreadable.add(file);
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
        if (!places.contains(account + "|" + resource.region())) {
            return nothing(
                    ResourceHistory.Answer.NOT_RECORDED,
                    "the archive holds no files of AWS Config for account " + account
                            + (resource.region().isEmpty() ? "" : " in " + resource.region()));
        }
        if (!types.contains(account + "|" + resource.region() + "|" + ResourceNames.family(resource.type()))) {
            return nothing(
                    ResourceHistory.Answer.NOT_RECORDED,
                    "AWS Config recorded no " + resource.type() + " in account " + account);
        }
        return nothing(
                ResourceHistory.Answer.NOTHING, "AWS Config recorded others of its type and nothing of this one");
    }

    private ResourceHistory nothing(ResourceHistory.Answer answer, String why) {
        return new ResourceHistory(answer, List.of(), why + gaps());
    }

    private String gaps() {
        return unreadable.isEmpty()
                ? ""
                : "; " + unreadable.size()
                        + " files or folders of the archive could not be read to their end, the first "
                        + unreadable.get(0);
    }

    private void place(String account, String region) {
        places.add(account + "|" + region);
        places.add(account + "|");
    }

    private void type(String account, String region, String type) {
        String family = ResourceNames.family(type);
        types.add(account + "|" + region + "|" + family);
        types.add(account + "||" + family);
    }
}
