package org.eksrunbook.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.eksrunbook.aws.LookupSearch.Place;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Scope;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/** The lookups of one account and region, page after page. */
final class LookupLane {

    private static final int PAGE = 50;
    /** Five million events of one value: then it is no value to look up. */
    private static final int MOST_CALLS = 100_000;

    private final IncidentId incident;
    private final Scope scope;
    private final Place place;
    private final Deque<LookupSearch> searches;
    private final AccountClients clients;
    private final LookupSearches kept;
    private final ObjectMapper json;

    LookupLane(
            IncidentId incident,
            Scope scope,
            Place place,
            Collection<LookupSearch> searches,
            AccountClients clients,
            LookupSearches kept,
            ObjectMapper json) {
        this.incident = incident;
        this.scope = scope;
        this.place = place;
        this.searches = new ArrayDeque<>(searches);
        this.clients = clients;
        this.kept = kept;
        this.json = json;
    }

    Place place() {
        return place;
    }

    /**
     * Gets one page.
     *
     * @return whether there is more to get now; false also where AWS does not answer as it should
     */
    boolean turn() {
        LookupSearch search = searches.peek();
        if (search == null) {
            return false;
        }
        try {
            LookupPage page = LookupPage.of(search.lookup(), ask(search), json);
            if (page.next() != null && page.next().equals(search.next()) || search.calls() >= MOST_CALLS) {
                kept.neverEnds(incident, search, "CloudTrail names the same page again and again");
                return false;
            }
            kept.keep(incident, search, page);
            searches.remove();
            if (page.next() != null) {
                searches.addFirst(search.turned(page.next()));
            }
            return !searches.isEmpty();
        } catch (WrongAccount refused) {
            return refused(search, refused.getMessage());
        } catch (InvalidNextTokenException stale) {
            kept.beginAgain(incident, search, AwsReasons.of(stale));
            return false;
        } catch (SdkException failed) {
            String reason = AwsReasons.naming(failed, "cloudtrail:LookupEvents");
            if (failed instanceof AwsServiceException answered && AwsReasons.isDenied(answered)) {
                return refused(search, reason);
            }
            if (!AwsReasons.mayPass(failed)) {
                // What AWS does not take as a value says nothing about the others.
                kept.rejected(incident, search, reason);
                searches.remove();
                return !searches.isEmpty();
            }
            kept.failed(incident, search, reason);
            return false;
        }
    }

    private boolean refused(LookupSearch search, @Nullable String reason) {
        kept.refused(incident, search.round(), place, String.valueOf(reason));
        return false;
    }

    private LookupEventsResponse ask(LookupSearch search) {
        CloudTrailClient trail = clients.of(
                scope, place.account(), Region.of(place.region()), CloudTrailClient.class, CloudTrailClient::builder);
        boolean anything = search.lookup().by() == Lookup.By.ANYTHING;
        LookupEventsRequest.Builder request = LookupEventsRequest.builder()
                .startTime(search.from())
                .endTime(search.until())
                .maxResults(anything ? 1 : PAGE)
                .nextToken(search.next());
        if (!anything) {
            request.lookupAttributes(LookupAttribute.builder()
                    .attributeKey(search.lookup().by().attribute())
                    .attributeValue(search.lookup().value())
                    .build());
        }
        return trail.lookupEvents(request.build());
    }
}
