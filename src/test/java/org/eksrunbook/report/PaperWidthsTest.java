package org.eksrunbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PaperWidthsTest {

    private static final List<Report.Cite> CITES = List.of(new Report.Cite(1, "0a1b2c3d"));

    @Test
    void aLongTextGetsMoreRoomThanAWordAndNothingGoesOverThePage() {
        List<Integer> widths = PaperWidths.of(
                table(List.of("Step", "What shows it"), List.of("a1", "Stated by responder, not read. ".repeat(12))),
                85);
        assertThat(widths.get(1)).isGreaterThan(4 * widths.get(0));
        assertThat(widths.stream().mapToInt(Integer::intValue).sum()).isBetween(80, 85);
    }

    @Test
    void aShortWordIsNeverBrokenForALongOne() {
        List<Integer> widths = PaperWidths.of(
                table(
                        List.of("When", "Call", "Class", "By", "On what", "Why this class", "ATT&CK"),
                        List.of(
                                "2026-11-28 08:54 UTC",
                                "AssumeRoleWithWebIdentity",
                                "identity",
                                "arn:aws:sts::111122223333:assumed-role/shop-orders/shop-orders-debug",
                                "AWS::IAM::User svc-backup-agent",
                                "CreateAccessKey: created, by AWS's resource schemas and the name, and it is about identity",
                                "T1098, T1098.001")),
                85);
        assertThat(widths.get(2)).isGreaterThanOrEqualTo((int) ("identity".length() * 0.95 + 1));
        assertThat(widths.get(6)).isGreaterThanOrEqualTo((int) ("T1098.001".length() * 0.95 + 1));
        assertThat(widths.stream().mapToInt(Integer::intValue).sum()).isBetween(75, 85);
    }

    @Test
    void equalTextsShareThePageAndAHashTakesNotAllOfIt() {
        assertThat(PaperWidths.of(table(List.of("One", "Two"), List.of("same", "same")), 100))
                .containsExactly(50, 50);
        assertThat(PaperWidths.of(table(List.of("Entry", "SHA-256"), List.of("1", "f".repeat(64))), 100)
                        .get(0))
                .isGreaterThanOrEqualTo(6);
    }

    @Test
    void aTableWithoutRowsIsSharedByItsHeadingsAndOneOfManyColumnsStaysOnThePage() {
        assertThat(PaperWidths.of(new Report.Table("t", List.of("When", "Who"), List.of(), List.of()), 100))
                .allMatch(width -> width > 30);
        List<String> many = List.of(
                "a".repeat(30),
                "b".repeat(30),
                "c",
                "d",
                "e",
                "f",
                "g",
                "h",
                "i",
                "j",
                "k",
                "l",
                "m",
                "n",
                "o",
                "p",
                "q",
                "r",
                "s",
                "t",
                "u",
                "v",
                "w",
                "x",
                "y",
                "z",
                "ä",
                "ö",
                "ü",
                "ß");
        assertThat(PaperWidths.of(table(many, many), 85).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isLessThanOrEqualTo(85);
    }

    private static Report.Table table(List<String> columns, List<String> cells) {
        return new Report.Table("t", columns, List.of(new Report.Row(cells, CITES)), List.of());
    }
}
