package org.eksrunbook.report;

import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.Locale;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/** The report as PDF, from the escaped page; nothing outside the page is ever fetched. */
final class ReportPdf {

    static {
        XRLog.setLoggingEnabled(false);
    }

    private ReportPdf() {}

    static byte[] of(Report report) {
        try (PDDocument document = new PDDocument()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            PdfRendererBuilder builder = new PdfRendererBuilder()
                    .withHtmlContent(printable(ReportHtml.paper(report)), null)
                    .useUriResolver((base, uri) -> null)
                    .withProducer("eks-incident-runbook")
                    .usePDDocument(document);
            try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
                renderer.createPDFWithoutClosing();
                // The same ledger gives the same bytes: neither the hour nor chance goes into the file.
                GregorianCalendar asOf = GregorianCalendar.from(report.asOf().atZone(ZoneOffset.UTC));
                document.getDocumentInformation().setCreationDate(asOf);
                document.getDocumentInformation().setModificationDate(asOf);
                // What a screen reader needs to begin with; tags need embedded fonts: the page in HTML has all of it.
                document.getDocumentCatalog().setLanguage("en");
                PDViewerPreferences window = new PDViewerPreferences(new COSDictionary());
                window.setDisplayDocTitle(true);
                document.getDocumentCatalog().setViewerPreferences(window);
                document.setDocumentId(report.head().count());
                document.save(bytes);
            }
            return bytes.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException("The report could not be written as PDF", failed);
        }
    }

    /** The built-in fonts hold the letters of windows-1252; any other character stands as its code, so that none disappears. */
    static String printable(String page) {
        CharsetEncoder letters = Charset.forName("windows-1252").newEncoder();
        StringBuilder printable = new StringBuilder(page.length());
        page.codePoints().forEach(point -> {
            if (point < 0x10000 && letters.canEncode((char) point)) {
                printable.append((char) point);
            } else {
                printable.append(String.format(Locale.ROOT, "\\u%04X", point));
            }
        });
        return printable.toString();
    }
}
