package org.eksrunbook.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eksrunbook.asset.ConfigItem;
import org.eksrunbook.asset.ResourceHistory;
import org.eksrunbook.asset.ResourceHistory.Answer;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ChronologicalOrder;
import software.amazon.awssdk.services.config.model.GetResourceConfigHistoryResponse;
import software.amazon.awssdk.services.config.model.ListDiscoveredResourcesResponse;
import software.amazon.awssdk.services.config.model.NoAvailableConfigurationRecorderException;
import software.amazon.awssdk.services.config.model.ResourceIdentifier;
import software.amazon.awssdk.services.config.model.ResourceNotDiscoveredException;
import software.amazon.awssdk.services.config.model.ResourceType;

/**
 * Asks AWS Config about resources of one scope. Its own id of a resource is a name, an id, an ARN or a URL, as the type has it: where the name is not
 * the id, Config is asked for it, deleted resources among the answers. Pages may be short or empty and still be followed by others.
 */
final class ConfigQuestion {

    private static final int PAGE = 100;
    private static final int MOST_ITEMS = 500;
    private static final int MOST_PAGES = 100;
    /** Of one name: each is a question of its own. */
    private static final int MOST_IDS = 20;
    /** States before the compromise that are asked for apart: the last one that was no deletion is among them. */
    private static final int BEFORE = 10;

    private record Place(String account, String region) {}

    /** @param heard AWS Config answered, if only that it records nothing there */
    private record Told(ResourceHistory history, boolean heard) {}

    private final Scope scope;
    private final AccountClients clients;
    private final Unanswered unanswered;
    private final Map<Place, Told> refused = new ConcurrentHashMap<>();
    private final Map<Place, RecordedTypes> recorders = new ConcurrentHashMap<>();

    ConfigQuestion(Scope scope, AccountClients clients, Unanswered unanswered) {
        this.scope = scope;
        this.clients = clients;
        this.unanswered = unanswered;
    }

    ResourceHistory about(ResourceRef resource) {
        if (!ResourceType.knownValues().contains(ResourceType.fromValue(type(resource)))) {
            return silent(Answer.NOT_RECORDED, "AWS Config does not record the type " + resource.type());
        }
        List<String> why = new ArrayList<>();
        boolean listened = false;
        boolean heard = true;
        for (String region : regions(resource)) {
            Told told = in(
                    new Place(resource.accountId().isEmpty() ? scope.accountId() : resource.accountId(), region),
                    resource);
            ResourceHistory history = told.history();
            if (history.answer() == Answer.FOUND) {
                return history;
            }
            listened |= history.answer() == Answer.NOTHING;
            heard &= told.heard();
            why.add(history.why());
        }
        // Where one region was not heard, what another does not know may be recorded there.
        return silent(listened && heard ? Answer.NOTHING : Answer.NOT_RECORDED, String.join("; ", why));
    }

    /** As Config calls it. */
    private static String type(ResourceRef resource) {
        return resource.type().equals("AWS::IAM::ManagedPolicy") ? "AWS::IAM::Policy" : resource.type();
    }

    /** What is global is recorded in one region of an account: the home region, or the one in which its events lie. */
    private Set<String> regions(ResourceRef resource) {
        if (!resource.region().isEmpty()) {
            return Set.of(resource.region());
        }
        Set<String> regions = new LinkedHashSet<>(List.of(scope.region()));
        switch (RoleArn.partition(Region.of(scope.region()))) {
            case "aws" -> regions.add("us-east-1");
            case "aws-us-gov" -> regions.add("us-gov-west-1");
            case "aws-cn" -> regions.add("cn-north-1");
            default -> {
                // Partitions of one region.
            }
        }
        return regions;
    }

    /** More things had the name than are asked for: which of them is left out, the attacker would choose. */
    private static final class TooManyLives extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Told in(Place place, ResourceRef resource) {
        Told before = refused.get(place);
        if (before != null) {
            return before;
        }
        String where = "account " + place.account() + " in " + place.region();
        try {
            ConfigClient config = clients.of(
                    scope, place.account(), Region.of(place.region()), ConfigClient.class, ConfigClient::builder);
            List<List<ConfigItem>> recorded = recorded(config, resource);
            return new Told(
                    recorded.isEmpty() ? nothing(config, place, resource, where) : of(recorded, resource, where), true);
        } catch (TooManyLives many) {
            String why = "AWS Config knows more than " + MOST_IDS + " things of this type and name for " + where
                    + ", deleted ones among them, and was not asked for each of them: call it by its id";
            return new Told(silent(Answer.NOT_RECORDED, why), false);
        } catch (NoAvailableConfigurationRecorderException none) {
            return refuse(place, "AWS Config records nothing for " + where, true);
        } catch (WrongAccount foreign) {
            return refuse(place, "AWS Config of " + where + " was not asked: " + foreign.getMessage(), false);
        } catch (SdkException failed) {
            String reason = "AWS Config of " + where + " cannot be asked: "
                    + AwsReasons.naming(failed, "config:GetResourceConfigHistory, config:ListDiscoveredResources");
            PassingFault.failIf(unanswered, FactSource.CONFIG, failed, reason);
            return AwsReasons.mayPass(failed)
                    ? new Told(silent(Answer.NOT_RECORDED, reason), false)
                    : refuse(place, reason, false);
        }
    }

    private List<List<ConfigItem>> recorded(ConfigClient config, ResourceRef resource) {
        List<List<ConfigItem>> recorded = new ArrayList<>();
        history(config, resource, resource.name()).ifPresent(recorded::add);
        if (recorded.isEmpty()) {
            Set<String> ids = ids(config, resource);
            if (ids.size() > MOST_IDS) {
                throw new TooManyLives();
            }
            ids.forEach(id -> history(config, resource, id).ifPresent(recorded::add));
        }
        return recorded;
    }

    private static ResourceHistory of(List<List<ConfigItem>> recorded, ResourceRef resource, String where) {
        List<ConfigItem> found = ConfigLives.joined(recorded, resource.arn());
        return found == null
                ? silent(
                        Answer.NOT_RECORDED,
                        "AWS Config knows " + recorded.size() + " things of this type and name for " + where
                                + ", and nothing tells which is meant: call it by its id")
                : new ResourceHistory(Answer.FOUND, found, "AWS Config recorded " + found.size() + " states of it");
    }

    private Told refuse(Place place, String why, boolean heard) {
        Told told = new Told(silent(Answer.NOT_RECORDED, why), heard);
        refused.put(place, told);
        return told;
    }

    private static ResourceHistory silent(Answer answer, String why) {
        return new ResourceHistory(answer, List.of(), why);
    }

    private ResourceHistory nothing(ConfigClient config, Place place, ResourceRef resource, String where) {
        RecordedTypes recorded;
        try {
            recorded = recorders.computeIfAbsent(place, first -> RecordedTypes.of(config));
        } catch (SdkException failed) {
            String reason = "AWS Config of " + where
                    + " knows nothing of this one, and what it records cannot be asked: "
                    + AwsReasons.naming(
                            failed,
                            "config:DescribeConfigurationRecorders, config:DescribeConfigurationRecorderStatus");
            PassingFault.failIf(unanswered, FactSource.CONFIG, failed, reason);
            // What it does record of others is still asked for.
            return silent(Answer.NOT_RECORDED, reason);
        }
        String deaf = recorded.deaf(type(resource), scope.compromisedAt());
        return deaf == null
                ? silent(
                        Answer.NOTHING,
                        "AWS Config records " + resource.type() + " for " + where + " and knows nothing of this one")
                : silent(Answer.NOT_RECORDED, "AWS Config of " + where + " " + deaf);
    }

    /**
     * From the oldest to the newest; empty where Config has nothing under this id. Of more states than are read the newest count, and the last ones
     * before the compromise, however often the attacker changed the thing since.
     */
    private Optional<List<ConfigItem>> history(ConfigClient config, ResourceRef resource, String id) {
        // A state that stands on two pages is one.
        Set<ConfigItem> items = new LinkedHashSet<>();
        String token = null;
        try {
            for (int page = 0; page < MOST_PAGES && items.size() < MOST_ITEMS; page++) {
                GetResourceConfigHistoryResponse answer = page(config, resource, id, PAGE, null, token);
                items.addAll(items(answer));
                if (answer.nextToken() != null && answer.nextToken().equals(token)) {
                    throw CallFailed.endlessList();
                }
                token = answer.nextToken();
                if (token == null) {
                    break;
                }
            }
            boolean tellsOfBefore =
                    items.stream().anyMatch(item -> item.captured().isBefore(scope.compromisedAt()) && !item.deleted());
            if (token != null && !tellsOfBefore) {
                items.addAll(items(page(config, resource, id, BEFORE, scope.compromisedAt(), null)));
            }
        } catch (ResourceNotDiscoveredException unknown) {
            return Optional.empty();
        }
        List<ConfigItem> oldestFirst = new ArrayList<>(items);
        Collections.reverse(oldestFirst);
        return items.isEmpty() ? Optional.empty() : Optional.of(oldestFirst);
    }

    private static GetResourceConfigHistoryResponse page(
            ConfigClient config,
            ResourceRef resource,
            String id,
            int limit,
            @Nullable Instant latest,
            @Nullable String token) {
        return config.getResourceConfigHistory(request -> request.resourceType(type(resource))
                .resourceId(id)
                .chronologicalOrder(ChronologicalOrder.REVERSE)
                .laterTime(latest)
                .limit(limit)
                .nextToken(token));
    }

    private static List<ConfigItem> items(GetResourceConfigHistoryResponse answer) {
        return answer.configurationItems().stream()
                .filter(item -> item.configurationItemCaptureTime() != null)
                .map(ConfigItems::of)
                .toList();
    }

    /** Config's ids of what has the resource's name, its ARN first; not all where they are more than are asked for. */
    private static Set<String> ids(ConfigClient config, ResourceRef resource) {
        Set<String> ids = new LinkedHashSet<>();
        @Nullable String arn = resource.arn();
        if (arn != null) {
            ids.add(arn);
        }
        String token = null;
        for (int page = 0; page < MOST_PAGES && ids.size() <= MOST_IDS; page++) {
            String next = token;
            ListDiscoveredResourcesResponse answer =
                    config.listDiscoveredResources(request -> request.resourceType(type(resource))
                            .resourceName(resource.name())
                            .includeDeletedResources(true)
                            .nextToken(next));
            answer.resourceIdentifiers().stream()
                    .map(ResourceIdentifier::resourceId)
                    .filter(id -> !id.equals(resource.name()))
                    .forEach(ids::add);
            token = answer.nextToken();
            if (token == null) {
                break;
            }
            if (token.equals(next)) {
                throw CallFailed.endlessList();
            }
        }
        return ids;
    }
}
