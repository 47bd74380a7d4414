package org.eksrunbook.aws;

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
        Optional<AthenaTable> table = described();
        if (table.isPresent()) {
            return table;
        }
        Map<String, String> places = Map.of(
                "database",
                settings.database(),
                "table",
                "`" + settings.database() + "`.`" + settings.table() + "`",
                "location",
                settings.requiredLocation());
        for (String statement : new String[] {"create-database", "create-table"}) {
            AthenaStep step =
                    queries.advance(id, statement, AthenaStatement.of(statement, places, java.util.List.of()));
            if (!step.isFinished()) {
                return Optional.empty();
            }
        }
        return described();
    }

    private Optional<AthenaTable> described() {
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
