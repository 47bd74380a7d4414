package org.eksrunbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.evidence.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedLedgerTest {

    private static final String CHANGED = "The record was changed outside this server";

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void aReportOfChangedEntriesSaysSoBeforeAnythingElse() {
        SampleCase sample = SampleCase.told(folder);
        List<Entry> entries = sample.ledger.entries(SampleCase.ID);
        assertThat(warnings(sample, entries)).noneMatch(warning -> warning.startsWith(CHANGED));

        List<Entry> edited = new ArrayList<>(entries);
        edited.set(2, edited(entries.get(2)));
        List<Entry> removed = new ArrayList<>(entries);
        removed.remove(2);
        for (List<Entry> changed : List.of(edited, removed)) {
            assertThat(warnings(sample, changed).get(0)).startsWith(CHANGED);
        }
    }

    private static Entry edited(Entry entry) {
        return new Entry(
                entry.seq(),
                entry.at(),
                entry.kind(),
                entry.actor(),
                entry.body(),
                entry.previous(),
                entry.hash(),
                entry.line().replaceFirst("\"actor\":\"[^\"]*\"", "\"actor\":\"user:nobody\""));
    }

    private static List<String> warnings(SampleCase sample, List<Entry> entries) {
        return Warnings.of(new CaseLedger(entries, sample.artefacts)).stream()
                .map(Report.Sentence::text)
                .toList();
    }
}
