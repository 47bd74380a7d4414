package org.eksrunbook.asset;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * To which application a resource belongs (playbook, Part 3, step 4): the CMDB decides; else tags as AWS Config recorded them before the
 * compromise. A tag that was changed since may be the attacker's: it is shown and decides nothing (correction 17).
 */
@Component
public class Applications {

    private final Cmdb cmdb;

    Applications(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    public Attribution of(ResourceRef resource, ResourceHistory history, Instant compromisedAt) {
        Map<String, String> then = history.tagsAt(compromisedAt);
        List<String> suspect = suspect(then, history.tagsNow());
        Optional<CmdbEntry> entry = cmdb.find(resource)
                .or(() -> Optional.ofNullable(whole(resource)).flatMap(cmdb::find));
        if (entry.isPresent()) {
            return byCmdb(entry.get(), then, suspect);
        }
        String application = TagMeaning.APPLICATION.in(then);
        if (application == null) {
            return new Attribution("", "", "", "", "none", suspect, "Not in the CMDB; " + untagged(history, suspect));
        }
        return new Attribution(
                application,
                cmdb.application(application).map(CmdbApplication::owner).orElse(""),
                orEmpty(TagMeaning.ENVIRONMENT.in(then)),
                orEmpty(TagMeaning.DATA_CLASS.in(then)),
                "tags",
                suspect,
                "Not in the CMDB; by its tags as AWS Config recorded them before the compromise");
    }

    private static Attribution byCmdb(CmdbEntry entry, Map<String, String> then, List<String> suspect) {
        return new Attribution(
                entry.application(),
                entry.owner(),
                entry.environment().isEmpty() ? orEmpty(TagMeaning.ENVIRONMENT.in(then)) : entry.environment(),
                entry.dataClass().isEmpty() ? orEmpty(TagMeaning.DATA_CLASS.in(then)) : entry.dataClass(),
                "cmdb",
                suspect,
                "By the CMDB's entry " + entry.resourceId());
    }

    /** What a part belongs to: an object to its bucket. */
    private static @Nullable ResourceRef whole(ResourceRef resource) {
        if (!resource.type().equals("AWS::S3::Object")) {
            return null;
        }
        String name = ResourceNames.canonical(resource);
        int slash = name.indexOf('/');
        return slash < 1
                ? null
                : new ResourceRef("AWS::S3::Bucket", name.substring(0, slash), null, resource.accountId(), "");
    }

    private static List<String> suspect(Map<String, String> then, Map<String, String> now) {
        List<String> changed = new ArrayList<>();
        for (TagMeaning meaning : TagMeaning.values()) {
            String before = meaning.in(then);
            String after = meaning.in(now);
            if (!Objects.equals(before, after)) {
                changed.add(
                        meaning.words() + ": " + told(before) + " before the compromise, " + told(after) + " since");
            }
        }
        return changed;
    }

    private static String untagged(ResourceHistory history, List<String> suspect) {
        if (!suspect.isEmpty()) {
            return "a tag names one, but only since the compromise: suspect";
        }
        return switch (history.answer()) {
            case FOUND -> "no tag recorded before the compromise names an application";
            case NOTHING -> "AWS Config recorded nothing of it";
            case NOT_RECORDED -> "its tags were not recorded (" + history.why() + ")";
        };
    }

    private static String told(@Nullable String value) {
        return value == null ? "none" : "«" + value + "»";
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
