package org.eksrunbook.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.eksrunbook.evidence.Sha256;

/** The report as a page of XHTML: everything from a ledger goes through the template's escaping. */
final class ReportHtml {

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, ReportHtml.class.getClassLoader(), "org.eksrunbook");
    private static final String SCREEN = resource("report/report.css");
    private static final String PAPER = resource("report/paper.css");

    static final String POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(Sha256.digest().digest(SCREEN.getBytes(StandardCharsets.UTF_8)))
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private ReportHtml() {}

    static String page(Report report) {
        return page(report, SCREEN, false);
    }

    /** The page as it goes to the PDF writer. */
    static String paper(Report report) {
        return page(report, PAPER, true);
    }

    private static String page(Report report, String style, boolean paper) {
        StringOutput page = new StringOutput(1 << 16);
        TEMPLATES.render("report/report.jte", Map.of("report", report, "style", style, "paper", paper), page);
        return page.toString();
    }

    private static String resource(String name) {
        try (InputStream in = ReportHtml.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
