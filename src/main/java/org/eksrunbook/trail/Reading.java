package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.Sha256;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads one group of files and leaves its part, its report and its index. A group whose index tells that it holds nothing new is not read. */
@Component
class Reading {

    /** How long a step goes on with groups that need no reading. */
    private static final Duration A_WHILE = Duration.ofSeconds(30);

    private final Parts parts;
    private final Surveys surveys;
    private final Rounds rounds;
    private final LookAhead lookAhead;
    private final LogFiles logs;
    private final Artefacts artefacts;
    private final Ledger ledger;
    private final ObjectMapper json;
    private final TrailSettings settings;
    private final WorkFolders workFolders;
    private final PartDatabase partDatabase;
    private final ReadingPace pace;
    private final Rehearsal rehearsal;
    private volatile @Nullable Digested digested;

    Reading(
            Parts parts,
            Surveys surveys,
            Rounds rounds,
            LookAhead lookAhead,
            LogFiles logs,
            Artefacts artefacts,
            Ledger ledger,
            ObjectMapper json,
            TrailSettings settings,
            WorkFolders workFolders,
            PartDatabase partDatabase,
            ReadingPace pace,
            Rehearsal rehearsal) {
        this.parts = parts;
        this.surveys = surveys;
        this.rounds = rounds;
        this.lookAhead = lookAhead;
        this.logs = logs;
        this.artefacts = artefacts;
        this.ledger = ledger;
        this.json = json;
        this.settings = settings;
        this.workFolders = workFolders;
        this.partDatabase = partDatabase;
        this.pace = pace;
        this.rehearsal = rehearsal;
    }

    /**
     * Reads one group that is not read yet; those of the suspect window first.
     *
     * @param lookingAhead whether the older groups are to be read for what the suspect window's bring up, too
     */
    Progress next(Incident incident, int round, Surveys.Stored survey, boolean lookingAhead) {
        IncidentId id = incident.id();
        LocalDate compromised = LocalDate.ofInstant(incident.scope().compromisedAt(), ZoneOffset.UTC);
        boolean settled = !lookingAhead || rounds.settled(id, round);
        int step = rounds.steps(id, round);
        List<Surveys.Group> open = parts.open(id, survey.number(), round, step, settled ? null : compromised);
        boolean all = open.isEmpty();
        boolean read = false;
        long began = System.nanoTime();
        for (Surveys.Group group : open) {
            // Whether refused files are let in by now is asked file by file.
            if (System.nanoTime() - began > A_WHILE.toNanos()) {
                break;
            }
            Known known = known(incident, round, survey, group);
            Optional<Parts.Part> before = known.part();
            if (read && before.isEmpty()) {
                break;
            }
            Set<String> tokens = notLookedFor(id, before, round);
            Wanted wanted = new Wanted(tokens);
            List<ArchiveFile> files = surveys.files(survey, group);
            Optional<GroupReport> told = known.report();
            List<ArchiveFile> holding =
                    told.map(report -> report.holding(wanted, files)).orElse(files);
            if (before.isPresent() && holding.isEmpty()) {
                parts.add(id, new Parts.Part(group.id(), round, step, hash(tokens), null, 0, 0, null, 0));
            } else if (read) {
                break;
            } else {
                Files some = new Files(files, holding, told);
                boolean again =
                        before.filter(part -> part.throughRound() == round).isPresent();
                read(incident, round, step, again, survey, group, some, tokens, wanted);
                read = true;
            }
        }
        if (all && !settled) {
            lookAhead.look(incident, round, survey.number());
        }
        return progress(id, round, step, survey, settled);
    }

    /** Of the survey that was read last; the listing is named by its content. */
    private record Digested(String listing, @Nullable DigestedDays days) {}

    /**
     * @param all of the group
     * @param holding those of them that may hold what is wanted
     * @param told what the reading of all told before, if any
     */
    private record Files(List<ArchiveFile> all, List<ArchiveFile> holding, Optional<GroupReport> told) {

        /** How much was read, as it is stored. */
        long bytes() {
            return holding.stream().mapToLong(ArchiveFile::size).sum();
        }

        /** What is known of the group after its files, or some of them again, were read. */
        GroupReport known(GroupReport read) {
            return told.map(before -> holding.size() < all.size()
                            ? before.alsoUnreadable(read.unreadable())
                            : read.alsoUnreadable(before.lastingFaults()))
                    .orElse(read);
        }
    }

    private record Known(Optional<Parts.Part> part, Optional<GroupReport> report) {}

    /**
     * A group with files that the server was not let into before this round is as good as unread, where it is let into one of them now: where it is
     * not, its others need not be read once more.
     */
    private Known known(Incident incident, int round, Surveys.Stored survey, Surveys.Group group) {
        IncidentId id = incident.id();
        Optional<Parts.Part> part = parts.newest(id, group.id());
        Optional<GroupReport> report = part.isEmpty() ? Optional.empty() : parts.report(id, group.id());
        boolean anew = part.filter(one -> one.throughRound() < round).isPresent()
                && report.filter(GroupReport::mayBeReadLater)
                        .filter(told -> told.isLetInNow(surveys.files(survey, group), logs.opener(incident)))
                        .isPresent();
        return anew ? new Known(Optional.empty(), Optional.empty()) : new Known(part, report);
    }

    private Set<String> notLookedFor(IncidentId id, Optional<Parts.Part> before, int round) {
        if (before.isEmpty()) {
            return rounds.tokens(id, 0, round);
        }
        Set<String> tokens = new LinkedHashSet<>(
                rounds.ahead(id, before.get().throughRound(), before.get().step()));
        tokens.addAll(rounds.tokens(id, before.get().throughRound(), round));
        return tokens;
    }

    /** A round that is not settled yet is never told to be complete. */
    private Progress progress(IncidentId id, int round, int step, Surveys.Stored survey, boolean settled) {
        int groups = surveys.groups(id, survey.number()).size();
        return settled
                ? new Progress(parts.done(id, survey.number(), round, step), groups)
                : new Progress(Math.max(0, Math.min(parts.done(id, survey.number(), round, 0), groups - 1)), groups);
    }

    private void read(
            Incident incident,
            int round,
            int step,
            boolean again,
            Surveys.Stored survey,
            Surveys.Group group,
            Files files,
            Set<String> tokens,
            Wanted wanted) {
        rehearsal.end();
        long began = System.nanoTime();
        try (WorkFolders.Folder folder = workFolders.create();
                PartWriter writer = new PartWriter(partDatabase, folder.path())) {
            GroupReading reading = FileGroup.ofDigests(group.id())
                    ? new DigestReading(logs.opener(incident), settings.unpacking(), logs.readers(incident))
                            .read(files.holding())
                    : new GroupReader(
                                    logs.opener(incident),
                                    settings.unpacking(),
                                    logs.readers(incident),
                                    digested(incident.id(), survey))
                            .read(files.holding(), wanted, writer);
            Artefact report = artefacts.put(
                    "application/json", out -> json.writeValue(new Unclosed(out), files.known(reading.report())));
            Artefact part = keep(reading.part());
            String idsHash = hash(tokens);
            parts.add(
                    incident.id(),
                    new Parts.Part(
                            group.id(),
                            round,
                            step,
                            idsHash,
                            part == null ? null : part.sha256(),
                            reading.report().events(),
                            reading.matched(),
                            report.sha256(),
                            writer.characters()));
            ledger.appendOnce(
                    incident.id(),
                    "part-" + round + (step == 0 ? "" : "." + step) + "-" + group.id(),
                    "trail.part",
                    Actor.SYSTEM,
                    body(group, files, again, idsHash, reading, report, part));
            pace.read(
                    ReadingPace.work(files.bytes(), files.holding().size()),
                    Duration.ofNanos(System.nanoTime() - began));
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(
                    "Free space or mend the server's disk: " + failed.getMessage(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Reading was stopped; it goes on with the same group", stopped);
        }
    }

    /** Contents are hashed where there are digests to compare them with. */
    private @Nullable DigestedDays digested(IncidentId id, Surveys.Stored survey) {
        Digested known = digested;
        if (known == null || !known.listing().equals(survey.listing())) {
            DigestedDays days = null;
            for (Surveys.Group group : surveys.groups(id, survey.number())) {
                if (FileGroup.ofDigests(group.id())) {
                    days = days == null ? new DigestedDays() : days;
                    days.add(surveys.files(survey, group));
                }
            }
            known = new Digested(survey.listing(), days);
            digested = known;
        }
        return known.days();
    }

    private @Nullable Artefact keep(@Nullable Path part) {
        return part == null ? null : artefacts.put("application/vnd.apache.parquet", part);
    }

    private static Map<String, Object> body(
            Surveys.Group group,
            Files files,
            boolean again,
            String idsHash,
            GroupReading reading,
            Artefact report,
            @Nullable Artefact part) {
        List<Coverage.UnreadableFile> unreadable = reading.report().unreadable();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("group", group.id());
        body.put("again", again);
        body.put("ids", idsHash);
        body.put("files", files.all().size());
        if (files.holding().size() < files.all().size()) {
            body.put("read", files.holding().size());
        }
        body.put("bytes", files.bytes());
        body.put("events", reading.report().events());
        body.put("matched", reading.matched());
        body.put("unreadable", unreadable.subList(0, Math.min(50, unreadable.size())));
        body.put("unreadableCount", unreadable.size());
        body.put("report", report.sha256());
        body.put("artefact", part == null ? null : part.sha256());
        return body;
    }

    private static String hash(Set<String> tokens) {
        return Sha256.of(String.join("\n", new TreeSet<>(tokens)).getBytes(UTF_8));
    }
}
