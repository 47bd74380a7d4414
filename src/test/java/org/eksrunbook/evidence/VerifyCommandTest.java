package org.eksrunbook.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.eksrunbook.gameday.HostileTexts;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.VisibleText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

    private static final IncidentId ID = new IncidentId("GD-1");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> lines = new ArrayList<>();
    private Path manifest = Path.of("manifest");
    private Path store = Path.of("store");
    private Artefact findings = new Artefact("0".repeat(64), 0, "");

    @BeforeEach
    void aLedgerOfFourEntries() throws IOException {
        store = folder.resolve("artefacts");
        findings =
                new FolderArtefacts(store).put("text/plain", to -> to.write("rows".getBytes(StandardCharsets.UTF_8)));
        Ledger ledger = TestLedger.on(TestLedger.database(), Clock.systemUTC());
        ledger.append(ID, "incident.opened", Actor.user("mia"), Map.of("severity", "P1", "note", "é"));
        ledger.append(ID, "findings.classified", Actor.SYSTEM, Map.of("count", 1, "artefact", findings.sha256()));
        ledger.append(
                ID,
                "findings.reviewed",
                Actor.user("mia"),
                Map.of("nested", Map.of("factsArtefact", findings.sha256())));
        ledger.append(ID, "incident.closed", Actor.SYSTEM, Map.of());
        ledger.forEachLine(ID, lines::add);
        manifest = folder.resolve("manifest.ndjson");
        write(lines);
    }

    private void write(List<String> changed) throws IOException {
        Files.write(manifest, changed);
    }

    private int verify(String... options) {
        out.reset();
        List<String> arguments = new ArrayList<>(List.of(manifest.toString()));
        arguments.addAll(List.of(options));
        return VerifyCommand.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String head() {
        String last = lines.get(lines.size() - 1);
        return last.substring(last.length() - 66, last.length() - 2);
    }

    /** What a forger does who knows the form: every hash from an entry on is made anew. */
    private static List<String> rehashed(List<String> forged) {
        List<String> chain = new ArrayList<>();
        String previous = "0".repeat(64);
        int seq = 1;
        for (String line : forged) {
            String object = line.substring(0, line.length() - 75) + "}";
            object = object.replaceFirst("\"seq\":\\d+", "\"seq\":" + seq++)
                    .replaceFirst("\"previous\":\"[0-9a-f]{64}\"", "\"previous\":\"" + previous + "\"");
            Line sealed = Line.of(object);
            previous = sealed.hash();
            chain.add(sealed.text());
        }
        return chain;
    }

    @Test
    void anUntouchedManifestFits() {
        assertThat(verify()).isZero();
        assertThat(said()).contains("4 entries fit", head());
        assertThat(verify("--head", head(), "--artefacts", store.toString())).isZero();
    }

    @Test
    void anEditedByteIsFoundAndItsEntryNamed() throws IOException {
        for (int i = 0; i < lines.size(); i++) {
            List<String> changed = new ArrayList<>(lines);
            changed.set(i, lines.get(i).replaceFirst("\"kind\":\"(.)", "\"kind\":\"X"));
            write(changed);

            assertThat(verify()).isEqualTo(1);
            assertThat(said()).contains("entry " + (i + 1) + ":");
        }
    }

    @Test
    void whatAForgerWroteCommandsNoTerminal() throws IOException {
        for (String hostile : HostileTexts.ALL) {
            String number = TestLedger.JSON.writeValueAsString(hostile);
            String object = lines.get(0)
                    .substring(0, lines.get(0).length() - 75)
                    .replaceFirst("\"seq\":\\d+", Matcher.quoteReplacement("\"seq\":" + number));
            write(List.of(Line.of(object + "}").text()));

            assertThat(verify("--head", hostile)).isEqualTo(1);
            assertThat(said().lines().toList())
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line).contains(VisibleText.of(hostile)));
            assertThat(said().replace(System.lineSeparator(), ""))
                    .isEqualTo(VisibleText.of(said().replace(System.lineSeparator(), "")));
        }
    }

    @Test
    void anotherSpellingOfTheSameValueIsFound() throws IOException {
        List<String> changed = new ArrayList<>(lines);
        changed.set(0, lines.get(0).replace("é", "\\u00e9"));
        write(changed);

        assertThat(verify()).isEqualTo(1);
        assertThat(said()).contains("entry 1:");
    }

    @Test
    void anyFlippedBitIsFound() throws IOException {
        byte[] bytes = Files.readAllBytes(manifest);
        for (int at = 0; at < bytes.length; at += 7) {
            for (int bit : List.of(1, 0x20, 0x80)) {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) bit;
                Files.write(manifest, flipped);

                assertThat(verify()).as("byte " + at).isEqualTo(1);
                assertThat(said()).as("byte " + at).contains("entry ");
            }
        }
    }

    @Test
    void aRemovedEntryIsFound() throws IOException {
        for (int i = 0; i < lines.size() - 1; i++) {
            List<String> changed = new ArrayList<>(lines);
            changed.remove(i);
            write(changed);

            assertThat(verify()).isEqualTo(1);
            assertThat(said()).contains("entry " + (i + 1) + ":");
        }
    }

    @Test
    void reorderedRepeatedAndEmptyLinesAreFound() throws IOException {
        write(List.of(lines.get(0), lines.get(2), lines.get(1), lines.get(3)));
        assertThat(verify()).isEqualTo(1);
        assertThat(said()).contains("entry 2:");

        write(List.of(lines.get(0), lines.get(1), lines.get(1), lines.get(2), lines.get(3)));
        assertThat(verify()).isEqualTo(1);
        assertThat(said()).contains("entry 3:");

        write(List.of(lines.get(0), "", lines.get(1), lines.get(2), lines.get(3)));
        assertThat(verify()).isEqualTo(1);
        assertThat(said()).contains("entry 2:");
    }

    @Test
    void anotherEndOfLineIsFound() throws IOException {
        Files.writeString(manifest, String.join("\r\n", lines));

        assertThat(verify()).isEqualTo(1);
        assertThat(said()).contains("entry 1:");
    }

    @Test
    void aCutFileIsFound() throws IOException {
        byte[] bytes = Files.readAllBytes(manifest);
        Files.write(manifest, java.util.Arrays.copyOf(bytes, bytes.length - 20));

        assertThat(verify()).isEqualTo(1);
        assertThat(said()).contains("entry 4:");
    }

    @Test
    void missingLastEntriesAreFoundByTheHeadAlone() throws IOException {
        write(lines.subList(0, 3));

        assertThat(verify()).isZero();
        assertThat(verify("--head", head())).isEqualTo(1);
        assertThat(said()).contains("no manifest ends in the head");
    }

    @Test
    void aChainHashedAnewIsFoundByTheHeadAlone() throws IOException {
        List<String> forged = new ArrayList<>(lines);
        forged.set(0, lines.get(0).replace("\"P1\"", "\"P4\""));
        write(rehashed(forged));

        assertThat(verify()).isZero();
        assertThat(verify("--head", head())).isEqualTo(1);
        assertThat(said()).contains("written anew");
    }

    @Test
    void aMissingArtefactIsFound() throws IOException {
        Files.delete(store.resolve(findings.sha256().substring(0, 2)).resolve(findings.sha256()));

        assertThat(verify("--artefacts", store.toString())).isEqualTo(1);
        assertThat(said()).contains("entry 2: artefact " + findings.sha256() + " is missing");
        assertThat(verify()).isZero();
    }

    @Test
    void aChangedArtefactIsFound() throws IOException {
        Files.writeString(store.resolve(findings.sha256().substring(0, 2)).resolve(findings.sha256()), "rowz");

        assertThat(verify("--artefacts", store.toString())).isEqualTo(1);
        assertThat(said()).contains("entry 2: artefact " + findings.sha256() + " was changed");
    }

    @Test
    void anArtefactNamedDeepInsideIsCheckedToo() throws IOException {
        write(rehashed(List.of(lines.get(0), lines.get(2))));
        Files.writeString(store.resolve(findings.sha256().substring(0, 2)).resolve(findings.sha256()), "rowz");

        assertThat(verify("--artefacts", store.toString())).isEqualTo(1);
        assertThat(said()).contains("entry 2:");
    }

    @Test
    void severalManifestsAreCheckedAndTheHeadIsOneOfThem() throws IOException {
        Path other = Files.write(folder.resolve("other"), lines.subList(0, 2));

        assertThat(verify(other.toString(), "--head", head())).isZero();
        assertThat(said()).contains("4 entries fit", "2 entries fit");
    }

    @Test
    void anEmptyAMissingAndAForeignFileDoNotFit() throws IOException {
        write(List.of());
        assertThat(verify()).isEqualTo(1);
        write(List.of("hello"));
        assertThat(verify()).isEqualTo(1);
        assertThat(said()).contains("entry 1:");
        Files.delete(manifest);
        assertThat(verify()).isEqualTo(1);
        assertThat(said()).contains("cannot be read");
    }

    @Test
    void aWrongCallSaysHow() {
        for (List<String> arguments : List.<List<String>>of(
                List.of(),
                List.of("--head"),
                List.of("--head", head()),
                List.of("m", "--artefacts"),
                List.of("m", "--x", "y"))) {
            out.reset();
            assertThat(VerifyCommand.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8)))
                    .isEqualTo(1);
            assertThat(said()).contains("usage: verify <manifest>... [--artefacts DIR] [--head HASH]");
        }
    }
}
