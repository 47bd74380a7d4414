package org.eksrunbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    Path folder;

    @Test
    void breakGlassStandsFirst() {
        Report report = SampleCase.told(folder).report();

        assertThat(report.warnings().get(0).text())
                .contains("Break-glass was used", "responder", "eradicate-1", "nobody answers");
    }

    @Test
    void writesSamples() throws Exception {
        String out = System.getenv("REPORT_SAMPLE");
        org.junit.jupiter.api.Assumptions.assumeTrue(out != null);
        Report report = SampleCase.told(folder).report();
        Files.writeString(Path.of(out, "report.html"), ReportHtml.page(report));
        Files.write(Path.of(out, "report.pdf"), ReportPdf.of(report));
        Files.write(Path.of(out, "report.json"), ReportJson.of(report));
    }
}
