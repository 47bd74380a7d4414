package org.eksrunbook.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eksrunbook.evidence.Entry;

/** Collects the statements of one section; an empty section is none. */
final class SectionBuilder {

    private final String id;
    private final String title;
    private final List<Report.Sentence> sentences = new ArrayList<>();
    private final List<Report.Table> tables = new ArrayList<>();

    SectionBuilder(String id, String title) {
        this.id = id;
        this.title = title;
    }

    SectionBuilder say(String text, Entry... entries) {
        sentences.add(sentence(text, entries));
        return this;
    }

    SectionBuilder add(TableBuilder table) {
        table.build().ifPresent(tables::add);
        return this;
    }

    Optional<Report.Section> build() {
        return sentences.isEmpty() && tables.isEmpty()
                ? Optional.empty()
                : Optional.of(new Report.Section(id, title, sentences, tables));
    }

    static Report.Sentence sentence(String text, Entry... entries) {
        return new Report.Sentence(text, Arrays.stream(entries).map(Cites::of).toList());
    }
}
