package org.eksrunbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportIsDeterministicTest {

    @TempDir
    Path folder;

    @Test
    void theSameLedgerGivesTheSameBytes() throws Exception {
        SampleCase told = SampleCase.told(folder);
        Report first = told.report();
        String page = ReportHtml.page(first);
        byte[] pdf = ReportPdf.of(first);
        byte[] json = ReportJson.of(first);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            // Another server, another place, later.
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            Thread.sleep(1_100);

            Report second = told.report();

            assertThat(ReportHtml.page(second)).isEqualTo(page);
            assertThat(ReportJson.of(second)).isEqualTo(json);
            assertThat(ReportPdf.of(second)).isEqualTo(pdf);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void anotherEntryGivesAnotherHead() {
        SampleCase told = SampleCase.told(folder);
        Report before = told.report();

        told.system("update.missed", java.util.Map.of("count", 1, "reason", "none was written in that time"));

        assertThat(told.report().head()).isNotEqualTo(before.head());
        assertThat(told.report().head().count()).isEqualTo(before.head().count() + 1);
    }
}
