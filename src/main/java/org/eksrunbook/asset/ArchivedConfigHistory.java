package org.eksrunbook.asset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.incident.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * AWS Config's history and snapshot files as they were delivered into the archive, beside CloudTrail's. Reads only files whose name allows
 * one of the resources asked for, each once, and keeps only their items.
 */
@Component
class ArchivedConfigHistory implements ConfigHistory {

    private static final Logger LOG = LoggerFactory.getLogger(ArchivedConfigHistory.class);
    /** Per resource; more states than this say nothing more about one incident. The oldest are dropped. */
    private static final int MOST_ITEMS = 500;

    private final String root;

    ArchivedConfigHistory(@Value("${runbook.archive.root:}") String root) {
        this.root = root;
    }

    @Override
    public Map<ResourceRef, ResourceHistory> of(Scope scope, Collection<ResourceRef> resources) {
        if (resources.isEmpty()) {
            return Map.of();
        }
        Path folder = folder(scope);
        if (folder == null) {
            return silent(resources, "there is no archive to look into");
        }
        try {
            ConfigArchive archive = ConfigArchive.below(folder);
            return archive.files().isEmpty()
                    ? silent(resources, "the archive holds no files of AWS Config")
                    : read(archive, resources);
        } catch (IOException failed) {
            return silent(resources, "the archive cannot be read: " + failed.getMessage());
        }
    }

    /** The folder of the scope, links resolved, only where it lies below the root. */
    private @Nullable Path folder(Scope scope) {
        if (root.isBlank() || root.startsWith("s3://")) {
            return null;
        }
        try {
            Path top = Path.of(root).toRealPath();
            String below = scope.archivePath();
            Path folder = below == null ? top : top.resolve(below).toRealPath();
            return folder.startsWith(top) ? folder : null;
        } catch (IOException missing) {
            return null;
        }
    }

    private static Map<ResourceRef, ResourceHistory> read(ConfigArchive archive, Collection<ResourceRef> resources) {
        Map<String, Set<ResourceRef>> wanted = new HashMap<>();
        for (ResourceRef resource : resources) {
            resource.names()
                    .forEach(name -> wanted.computeIfAbsent(
                                    ResourceNames.family(resource.type()) + "|" + name, first -> new LinkedHashSet<>())
                            .add(resource));
        }
        Map<ResourceRef, List<ConfigItem>> found = new HashMap<>();
        ConfigRecorded recorded = new ConfigRecorded();
        for (ConfigFile file : archive.files()) {
            recorded.file(file);
            if (resources.stream().noneMatch(file::mayHold)) {
                continue;
            }
            String name = archive.root().relativize(file.path()).toString();
            try {
                ConfigItemReader.read(file.path(), name, item -> {
                    recorded.item(item);
                    keep(item, wanted, found);
                });
            } catch (IOException broken) {
                recorded.unreadable(name);
                LOG.warn("AWS Config's file {} cannot be read to its end: {}", file.path(), broken.getMessage());
            }
        }
        Map<ResourceRef, ResourceHistory> answers = new LinkedHashMap<>();
        resources.forEach(resource ->
                answers.put(resource, recorded.answer(resource, found.getOrDefault(resource, List.of()))));
        return answers;
    }

    private static void keep(
            ConfigItem item, Map<String, Set<ResourceRef>> wanted, Map<ResourceRef, List<ConfigItem>> found) {
        for (ResourceRef resource : ConfigMatch.of(item, wanted)) {
            List<ConfigItem> items = found.computeIfAbsent(resource, first -> new ArrayList<>());
            // A snapshot repeats what a history file told.
            boolean told = items.stream()
                    .anyMatch(one -> one.captured().equals(item.captured())
                            && one.status().equals(item.status()));
            if (!told) {
                items.add(item);
            }
            if (items.size() > 2 * MOST_ITEMS) {
                items.sort(Comparator.comparing(ConfigItem::captured));
                items.subList(0, MOST_ITEMS).clear();
            }
        }
    }

    private static Map<ResourceRef, ResourceHistory> silent(Collection<ResourceRef> resources, String why) {
        Map<ResourceRef, ResourceHistory> answers = new LinkedHashMap<>();
        resources.forEach(resource ->
                answers.put(resource, new ResourceHistory(ResourceHistory.Answer.NOT_RECORDED, List.of(), why)));
        return answers;
    }
}
