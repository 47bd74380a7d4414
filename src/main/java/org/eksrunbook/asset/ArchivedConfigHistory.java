package org.eksrunbook.asset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * AWS Config's history and snapshot files as they were delivered into the archive, beside CloudTrail's. Reads only files whose name allows
 * one of the resources asked for, each once, and keeps only their items.
 */
@Component
class ArchivedConfigHistory {

    private static final Logger LOG = LoggerFactory.getLogger(ArchivedConfigHistory.class);
    /**
     * Per resource; more states than this say nothing more about one incident. The oldest are dropped, but the last ones before the compromise stay,
     * however often the attacker changed the thing since.
     */
    private static final int MOST_ITEMS = 500;

    /** Well under the lock of a step; what is not read by then is told. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final @Nullable DeliveredConfig delivered;

    @Autowired
    ArchivedConfigHistory(@Value("${runbook.archive.root:}") String root, ObjectProvider<DeliveredConfig> remote) {
        this(
                root.startsWith("s3://")
                        ? remote.getIfAvailable()
                        : root.isBlank() ? null : new FolderConfig(Path.of(root)));
    }

    ArchivedConfigHistory(@Nullable DeliveredConfig delivered) {
        this.delivered = delivered;
    }

    /**
     * Every resource asked for has an answer.
     *
     * @throws FactsUnavailable where the archive may be read later, and this is waited for
     */
    Map<ResourceRef, ResourceHistory> of(Scope scope, Collection<ResourceRef> resources, Unanswered unanswered) {
        if (resources.isEmpty()) {
            return Map.of();
        }
        if (delivered == null) {
            return silent(resources, "there is no archive to look into");
        }
        try {
            String place = scope.archivePath();
            DeliveredConfig.Listed listed = delivered.list(
                    place, told(resources, ResourceRef::accountId), told(resources, ResourceRef::region), unanswered);
            List<ConfigFile> files = listed.files().stream()
                    .map(ConfigFile::of)
                    .filter(Objects::nonNull)
                    .sorted(Comparator.comparing(ConfigFile::time).reversed().thenComparing(ConfigFile::path))
                    .toList();
            ConfigRecorded recorded = new ConfigRecorded();
            listed.refused().forEach(recorded::unreadable);
            return files.isEmpty() && listed.refused().isEmpty()
                    ? silent(resources, "the archive holds no files of AWS Config")
                    : read(delivered, place, files, resources, recorded, scope.compromisedAt(), unanswered);
        } catch (FactsUnavailable away) {
            failIf(unanswered, away);
            return silent(resources, "the archive cannot be read: " + away.getMessage());
        } catch (IOException failed) {
            return silent(resources, "the archive cannot be read: " + failed.getMessage());
        }
    }

    /** What all resources tell; where one does not, anything may be wanted. */
    private static Set<String> told(Collection<ResourceRef> resources, Function<ResourceRef, String> fact) {
        Set<String> told = new LinkedHashSet<>();
        for (ResourceRef resource : resources) {
            if (fact.apply(resource).isEmpty()) {
                return Set.of();
            }
            told.add(fact.apply(resource));
        }
        return told;
    }

    private static Map<ResourceRef, ResourceHistory> read(
            DeliveredConfig delivered,
            @Nullable String place,
            List<ConfigFile> files,
            Collection<ResourceRef> resources,
            ConfigRecorded recorded,
            Instant compromisedAt,
            Unanswered unanswered) {
        long began = System.nanoTime();
        Map<String, Set<ResourceRef>> wanted = new HashMap<>();
        for (ResourceRef resource : resources) {
            resource.names()
                    .forEach(name -> wanted.computeIfAbsent(
                                    ResourceNames.family(resource.type()) + "|" + name, first -> new LinkedHashSet<>())
                            .add(resource));
        }
        Map<ResourceRef, List<ConfigItem>> found = new HashMap<>();
        for (ConfigFile file : files) {
            recorded.file(file);
            if (resources.stream().noneMatch(file::mayHold)) {
                continue;
            }
            String name = file.path();
            if (System.nanoTime() - began > LONGEST.toNanos()) {
                recorded.unreadable(file, name + " (no time was left)");
                continue;
            }
            Set<String> types = new HashSet<>();
            try (InputStream stored = delivered.open(place, name)) {
                ConfigItemReader.read(stored, name, item -> {
                    recorded.item(item);
                    types.addAll(ConfigRecorded.ofType(item.accountId(), item.region(), item.type()));
                    keep(item, wanted, found, compromisedAt);
                });
                if (file.isSnapshotOfBefore(compromisedAt)) {
                    recorded.snapshot(types);
                }
            } catch (FactsUnavailable away) {
                failIf(unanswered, away);
                recorded.unreadable(file, name);
            } catch (IOException broken) {
                recorded.unreadable(file, name);
                LOG.warn("AWS Config's file {} cannot be read to its end: {}", name, broken.getMessage());
            }
        }
        Map<ResourceRef, ResourceHistory> answers = new LinkedHashMap<>();
        resources.forEach(resource ->
                answers.put(resource, recorded.answer(resource, found.getOrDefault(resource, List.of()))));
        return answers;
    }

    private static void failIf(Unanswered unanswered, FactsUnavailable away) {
        if (unanswered == Unanswered.FAILS) {
            throw away;
        }
    }

    private static void keep(
            ConfigItem item,
            Map<String, Set<ResourceRef>> wanted,
            Map<ResourceRef, List<ConfigItem>> found,
            Instant compromisedAt) {
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
                dropOldest(items, compromisedAt);
            }
        }
    }

    private static void dropOldest(List<ConfigItem> items, Instant compromisedAt) {
        items.sort(Comparator.comparing(ConfigItem::captured));
        List<ConfigItem> oldest = items.subList(0, MOST_ITEMS);
        List<ConfigItem> before = items.stream()
                .filter(item -> item.captured().isBefore(compromisedAt))
                .toList();
        Set<ConfigItem> stay = new LinkedHashSet<>();
        // What it was like, and, where it was gone by then, that it was.
        before.stream()
                .filter(item -> !item.deleted())
                .reduce((older, newer) -> newer)
                .ifPresent(stay::add);
        before.stream().reduce((older, newer) -> newer).ifPresent(stay::add);
        stay.retainAll(oldest);
        oldest.clear();
        items.addAll(0, stay);
    }

    private static Map<ResourceRef, ResourceHistory> silent(Collection<ResourceRef> resources, String why) {
        Map<ResourceRef, ResourceHistory> answers = new LinkedHashMap<>();
        resources.forEach(resource ->
                answers.put(resource, new ResourceHistory(ResourceHistory.Answer.NOT_RECORDED, List.of(), why)));
        return answers;
    }
}
