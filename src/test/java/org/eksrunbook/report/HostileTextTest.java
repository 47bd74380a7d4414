package org.eksrunbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.eksrunbook.evidence.TestLedger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HostileTextTest {

    @TempDir
    Path folder;

    @Test
    void everyFieldIsShownLiterallyInThePage() throws Exception {
        String page = ReportHtml.page(hostile());

        Document document = parse(page);
        assertThat(elements(document))
                .containsOnly(
                        "html", "head", "meta", "title", "style", "body", "main", "header", "p", "h1", "h2", "dl",
                        "div", "dt", "dd", "code", "section", "ul", "ol", "li", "nav", "a", "span", "table", "caption",
                        "thead", "tbody", "tr", "th", "td", "footer");
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        // The page's own words about a hostile value, as a reader sees them.
        String text = document.getElementsByTagName("body").item(0).getTextContent();
        assertThat(text)
                .contains("<script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&#62;'\"")
                .contains("**bold** [a](javascript:alert(1)) {\\rtf1 x} ${7*7} #{7*7} @template")
                .contains("\\u001B[2J\\u0000\\u0007\\u0008\\u009B31m")
                .contains("\\u202Eexe\\u202C \\u200B\\uFEFF", "中文", "\uD83D\uDE00 \\uD800 \\uFFFF ]]>");
        assertThat(count(text, "MARK")).isGreaterThan(60).isEqualTo(count(text, "KRAM"));
    }

    @Test
    void nothingInvisibleIsInThePage() {
        String page = ReportHtml.page(hostile());

        assertThat(page.chars()
                        .filter(letter -> letter < 0x20 && letter != '\n')
                        .count())
                .isZero();
        assertThat(page).doesNotContain("\u202E", "\u200B", "\uFEFF", "\u009B");
    }

    @Test
    void linksLeadNowhereButIntoThePage() throws Exception {
        NodeList links = parse(ReportHtml.page(hostile())).getElementsByTagName("a");

        for (int i = 0; i < links.getLength(); i++) {
            assertThat(((Element) links.item(i)).getAttribute("href")).matches("#[a-z0-9]+");
        }
    }

    @Test
    void thePdfLosesNoCharacter() throws Exception {
        try (PDDocument pdf = Loader.loadPDF(ReportPdf.of(hostile()))) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", "");

            assertThat(text).contains("\\u4E2D\\u6587", "\\u1F600", "\\u202Eexe", "<script>alert(1)</script>");
            assertThat(count(text, "MARK")).isGreaterThan(60).isEqualTo(count(text, "KRAM"));
        }
    }

    @Test
    void theJsonParsesAndHoldsTheSameWords() throws Exception {
        String json = TestLedger.JSON.readTree(ReportJson.of(hostile())).toString();

        assertThat(json).contains("<script>alert(1)</script>");
        assertThat(count(json, "MARK")).isGreaterThan(60);
    }

    private Report hostile() {
        return new SampleCase(folder, Hostile.ALL).all().report();
    }

    private static Document parse(String page) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    }

    private static Set<String> elements(Document document) {
        Set<String> names = new TreeSet<>();
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            names.add(all.item(i).getNodeName());
        }
        return names;
    }

    private static long count(String text, String word) {
        return Pattern.compile(word, Pattern.LITERAL).matcher(text).results().count();
    }
}
