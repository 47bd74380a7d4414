package org.eksrunbook.postincident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.TestLedger;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.Test;

class AnalysedTest {

    @Test
    void onlyAFindingSaysThatAThingWasAnalysed() {
        IncidentId id = new IncidentId("INC-1");
        Ledger ledger = TestLedger.on(TestLedger.database(), Clock.systemUTC());
        ledger.append(
                id,
                RecordForensicsTask.KIND,
                Actor.user("forensic"),
                Map.of(
                        "resources",
                        List.of("node", "pod"),
                        "findings",
                        List.of(Map.of("resource", "node", "finding", "a miner"))));
        Analysed analysed = Analysed.of(ledger.entries(id, RecordForensicsTask.KIND));

        assertThat(analysed.reason("node")).endsWith("what the analysis found is recorded.");
        assertThat(analysed.reason("pod")).endsWith("no finding of an analysis is recorded.");
    }
}
