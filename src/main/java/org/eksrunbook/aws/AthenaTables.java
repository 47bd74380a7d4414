package org.eksrunbook.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.incident.IncidentId;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.MetadataException;

/**
 * CloudTrail's table: used as it is where it exists, created over the trail's location where it does not (Part 3, step 2: «Create an Athena table
 * referencing the bucket»).
 */
@Component
@Lazy
class AthenaTables {

    private static final String CATALOG = "AwsDataCatalog";

    private final AthenaClient athena;
    private final AthenaQueries queries;
    private final AthenaSettings settings;

    AthenaTables(AthenaClient athenaClient, AthenaQueries queries, AthenaSettings settings) {
        this.athena = athenaClient;
        this.queries = queries;
        this.settings = settings;
    }

    /** The table, checked; empty while it is being created. */
    Optional<AthenaTable> ready(IncidentId id) {
        Optional<AthenaTable> there = described();
        Map<String, String> places = Map.of(
                "database",
                settings.database(),
                "table",
                "`" + settings.database() + "`.`" + settings.table() + "`",
                "location",
                settings.requiredLocation());
        for (String statement : List.of("create-database", "create-table")) {
            // One that a killed server started is looked after to its end, though the table is there by now.
            if (there.isPresent() && !queries.isOpen(id, statement)) {
                continue;
            }
            AthenaStep step = queries.advance(id, statement, AthenaStatement.of(statement, places, List.of()));
            if (!step.isFinished()) {
                return Optional.empty();
            }
        }
        if (there.isPresent()) {
            return there;
        }
        Optional<AthenaTable> created = described();
        if (created.isEmpty()) {
            // Somebody removed it after it was created: it is created once more.
            String removed = "Find out what removes the table " + settings.database() + "." + settings.table()
                    + ", and stop it: it was created again and again and is not there";
            queries.again(id, "create-database", removed);
            queries.again(id, "create-table", removed);
        }
        return created;
    }

    /**
     * The table as it stands; empty where there is none.
     *
     * @throws IllegalStateException where it cannot be described or cannot be used; the message says what to do
     */
    Optional<AthenaTable> described() {
        try {
            return Optional.of(AthenaTable.of(
                    settings.database() + "." + settings.table(),
                    athena.getTableMetadata(request -> request.catalogName(CATALOG)
                                    .databaseName(settings.database())
                                    .tableName(settings.table()))
                            .tableMetadata()));
        } catch (MetadataException missing) {
            if (isMissing(missing)) {
                return Optional.empty();
            }
            throw AthenaFailures.of(missing, AwsCall.ATHENA_TABLE, "describe the table " + settings.table());
        } catch (SdkException refused) {
            throw AthenaFailures.of(refused, AwsCall.ATHENA_TABLE, "describe the table " + settings.table());
        }
    }

    /** Athena wraps what Glue says: {@code EntityNotFoundException}, for the database as for the table. */
    private static boolean isMissing(MetadataException refused) {
        String message = String.valueOf(refused.getMessage());
        return message.contains("EntityNotFound")
                || message.contains("not found")
                || message.contains("does not exist");
    }
}
