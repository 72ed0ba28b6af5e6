package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.CoverageStatement.CommandStatement;
import dev.brownout.cli.CoverageStatement.Proof;
import dev.brownout.cli.CoverageStatement.ScenarioRun;
import dev.brownout.cli.CoverageStatement.Today;
import dev.brownout.format.QuantityFormat;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.SlaResult;
import dev.brownout.runtime.Run;
import dev.brownout.sla.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/coverage.md} has the numbers of current runs, and each number is within its predicted bound. A run shared
 * by several statements is executed once.
 */
@Tag("story")
class CoveragePageTest {
    private static final Path PAGE = Path.of("../../docs/coverage.md");
    private static final String NUMBERS = "\n## Statements\n";
    private static final String COMMAND = "mvn -q -pl scenarios/cli -am test -Dtest=CoveragePageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dbrownout.write=true";
    private static final String OUT = "out/";
    private static final int STATEMENTS = 187;

    private static final Map<String, String> FOLDERS = new TreeMap<>();
    private static final Map<Proof, SlaResult> MEASURED = new LinkedHashMap<>();
    private static final Set<String> WHOLE = LibraryRuns.shownWhole();
    private static Map<String, List<CoverageStatement>> sections;

    @TempDir
    private static Path written;

    @BeforeAll
    static void play() throws IOException {
        sections = CoverageStatement.all();
        Map<ScenarioRun, List<Proof>> runs = statements()
                .flatMap(statement -> statement.proofs().stream())
                .collect(Collectors.groupingBy(Proof::played, LinkedHashMap::new, Collectors.toList()));
        WHOLE.forEach(name -> LibraryRuns.of(name, Optional.empty()));
        runs.entrySet().parallelStream()
                .map(run -> numbers(run.getKey(), run.getValue()))
                .toList()
                .forEach(MEASURED::putAll);
    }

    private static Stream<CoverageStatement> statements() {
        return sections.values().stream().flatMap(List::stream);
    }

    @Test
    void statementsAreCompleteAndUnique() {
        assertThat(statements()).hasSize(STATEMENTS);
        assertThat(statements().map(CoverageStatement::says)).doesNotHaveDuplicates();
        assertThat(statements()).allSatisfy(statement -> {
            boolean notYet = statement.today() == Today.NOT_YET;
            boolean proven = !statement.proofs().isEmpty()
                    || !notYet && !statement.said().isEmpty();
            assertThat(proven).as(statement.says()).isNotEqualTo(notYet);
        });
    }

    @Test
    void measurementsAreWithinPredictedBounds() {
        List<String> wrong = new ArrayList<>();
        MEASURED.forEach((proof, result) -> {
            if (result.verdict() != SlaResult.Verdict.PASS) {
                wrong.add(proof.played() + ": " + proof.number() + ": "
                        + QuantityFormat.of(result.value(), result.unit()));
            }
        });
        assertThat(wrong).isEmpty();
    }

    /** The remaining scenarios are checked by {@link DigestsTest} and {@link LibraryStoryTest}. */
    @Test
    void completeRunsShowTheirDocumentedOutcome() {
        assertThat(WHOLE)
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(LibraryStories.wrong(name, LibraryRuns.of(name, Optional.empty())))
                        .isEmpty());
    }

    @Test
    void completeRunsHaveTheRecordedAnswers() {
        assertThat(WHOLE).allSatisfy(LibraryAnswers::check);
    }

    @Test
    void commandsPrintTheStatedSentences() {
        for (CommandStatement said :
                statements().flatMap(statement -> statement.said().stream()).toList()) {
            assertThat(line(said)).as(said.command()).contains(said.sentence());
        }
    }

    @Test
    void everySmallScenarioIsUsedByAStatement() throws IOException {
        try (Stream<Path> files = Files.list(CoverageStatement.FOLDER)) {
            List<String> named = Stream.concat(
                            MEASURED.keySet().stream()
                                    .map(proof -> proof.played().scenario()),
                            statements().flatMap(s -> s.said().stream()).flatMap(one -> one.words().stream()))
                    .map(name -> name + (name.endsWith(".yaml") ? "" : ".yaml"))
                    .toList();
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                    .allMatch(named::contains);
        }
    }

    @Test
    void pageIsUpToDate() throws IOException {
        String page = Files.readString(PAGE);
        StringBuilder text = new StringBuilder(page.substring(0, page.indexOf(NUMBERS))).append(NUMBERS);
        text.append("\nOf %d statements, %d are shown, %d partly, and %d not yet.\n"
                .formatted(STATEMENTS, count(Today.SHOWN), count(Today.PARTLY), count(Today.NOT_YET)));
        sections.forEach((about, rows) -> {
            text.append("\n### ").append(about).append("\n\n");
            text.append("| statement | evidence | prediction | measured |\n|---|---|---|---|\n");
            rows.forEach(row -> text.append(lines(row)));
        });
        GeneratedFiles.same(PAGE, text.toString(), COMMAND);
    }

    private static long count(Today today) {
        return statements().filter(statement -> statement.today() == today).count();
    }

    /** Returns the table rows of a statement, one for each proof. */
    private static String lines(CoverageStatement statement) {
        List<String> lines = new ArrayList<>();
        for (Proof proof : statement.proofs()) {
            SlaResult result = MEASURED.get(proof);
            String measured = QuantityFormat.beside(result.value(), result.bound(), result.unit());
            lines.add(name(proof.played()) + " | `" + proof.number() + "`<br>" + proof.paper() + " | " + measured);
        }
        for (CommandStatement said : statement.said()) {
            lines.add("`brownout " + said.command() + "` | output | " + line(said));
        }
        if (!statement.lacks().isEmpty()) {
            lines.add(
                    (statement.today() == Today.NOT_YET ? "*not yet:* " : "*partly:* ") + statement.lacks() + " | | ");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append("| %s | %s |\n".formatted(i == 0 ? statement.says() : "", lines.get(i)));
        }
        return text.toString();
    }

    /** Returns a Markdown link to the scenario of a run: a library scenario, or a small one next to the list. */
    private static String name(ScenarioRun played) {
        ShippedLibrary library = new ShippedLibrary();
        String path = played.own()
                ? "scenarios/cli/" + played.file()
                : "scenarios/library/"
                        + FOLDERS.computeIfAbsent(
                                library.find(played.scenario()).orElseThrow(), CoveragePageTest::path);
        String changed = played.sets().isEmpty() ? "" : " with `" + String.join("`, `", played.sets()) + "`";
        String variant = played.variant().equals("base") ? "" : ", " + played.variant();
        return "[" + played.scenario() + "](../" + path.replace('\\', '/') + ")" + variant + changed;
    }

    private static String path(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1) + ".yaml";
        Path library = Path.of("../library");
        try (Stream<Path> files = Files.walk(library)) {
            return files.filter(path -> path.getFileName().toString().equals(file))
                    .map(path -> library.relativize(path).toString())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }

    private static Map<Proof, SlaResult> numbers(ScenarioRun played, List<Proof> proofs) {
        if (played.asItIs() && WHOLE.contains(played.scenario())) {
            Map<String, SlaResult> seen = LibraryRuns.of(played.scenario(), Optional.empty()).stream()
                    .filter(variant -> variant.name().equals(played.variant()))
                    .findFirst()
                    .orElseThrow(() -> none(played))
                    .sla();
            return proofs.stream()
                    .collect(Collectors.toMap(proof -> proof, proof -> seen.get(LibraryRuns.shown(proof))));
        }
        ScenarioFile file = read(played);
        Variant variant = file.variant(played.variant()).orElseThrow(() -> none(played));
        Map<String, Relation> sla = new LinkedHashMap<>();
        proofs.forEach(proof -> sla.put(proof.number(), Loader.assertion(proof.number())));
        Map<String, SlaResult> results = Run.execute(
                        variant.scenario().withSla(sla), file.setup(variant), (share, events, inFlight) -> true)
                .sla();
        Map<Proof, SlaResult> numbers = new LinkedHashMap<>();
        proofs.forEach(proof -> numbers.put(proof, results.get(proof.number())));
        return numbers;
    }

    private static AssertionError none(ScenarioRun played) {
        return new AssertionError("no variant '" + played.variant() + "' in " + played.scenario());
    }

    private static ScenarioFile read(ScenarioRun played) {
        try {
            String name = played.own() ? played.file().toString() : played.scenario();
            return new ScenarioFinder().checked(name, new Overrides(List.of(), played.sets()));
        } catch (UsageException refusal) {
            throw new AssertionError(refusal.getMessage(), refusal);
        }
    }

    /** Returns the line that contains the expected sentence in the output of a command or in the file it writes. */
    private static String line(CommandStatement said) {
        String[] words = said.words().stream()
                .map(word -> word.endsWith(".yaml")
                        ? CoverageStatement.FOLDER.resolve(word).toString()
                        : word)
                .map(word -> word.startsWith(OUT)
                        ? written.resolve(word.substring(OUT.length())).toString()
                        : word)
                .toArray(String[]::new);
        Session session = Session.of(words);
        StringBuilder text = new StringBuilder(session.out()).append(session.err());
        try (Stream<Path> files = Files.list(written)) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file));
                Files.delete(file);
            }
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return text.toString()
                .lines()
                .filter(line -> line.contains(said.sentence()))
                .findFirst()
                .orElse(text.toString())
                .replaceFirst("^\\S*(\\.yaml|--set):[0-9]+:[0-9]+: ", "")
                .replace('\t', ' ');
    }
}
