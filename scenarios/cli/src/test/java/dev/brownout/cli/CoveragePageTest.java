package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.CoverageStatement.CommandStatement;
import dev.brownout.cli.CoverageStatement.Proof;
import dev.brownout.cli.CoverageStatement.ScenarioRun;
import dev.brownout.cli.CoverageStatement.Today;
import dev.brownout.format.QuantityFormat;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.sla.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each measurement of a statement is within its predicted bound, and {@code docs/coverage.md} counts the statements. A
 * run shared by several statements is executed once.
 */
@Tag("story")
class CoveragePageTest {
    private static final Path PAGE = Path.of("../../docs/coverage.md");
    private static final String OUT = "out/";
    private static final int STATEMENTS = 187;

    private static final Map<Proof, Measure> MEASURED = new LinkedHashMap<>();
    private static final Map<CommandStatement, String> LINES = new HashMap<>();
    private static Map<String, List<CoverageStatement>> sections;

    @TempDir
    private static Path written;

    @BeforeAll
    static void play() throws IOException {
        sections = CoverageStatement.all();
        Map<ScenarioRun, List<Proof>> runs = statements()
                .flatMap(statement -> statement.proofs().stream())
                .collect(Collectors.groupingBy(Proof::played, LinkedHashMap::new, Collectors.toList()));
        Map<Boolean, List<ScenarioRun>> shared =
                runs.keySet().stream().collect(Collectors.partitioningBy(ScenarioRun::asItIs));
        shared.get(true).forEach(run -> {
            Map<String, Measure> measured =
                    LibraryRuns.cached(run.scenario()).variant(run.variant()).measured();
            runs.get(run).forEach(proof -> MEASURED.put(proof, measured.get(proof.number())));
        });
        shared.get(false).parallelStream()
                .map(run -> measure(run, runs.get(run)))
                .toList()
                .forEach(MEASURED::putAll);
    }

    private static Stream<CoverageStatement> statements() {
        return sections.values().stream().flatMap(List::stream);
    }

    @Test
    void statementsAreCompleteAndUnique() {
        assertThat(statements()).hasSize(STATEMENTS);
        assertThat(statements().map(CoverageStatement::statement)).doesNotHaveDuplicates();
        assertThat(statements()).allSatisfy(statement -> {
            boolean notYet = statement.today() == Today.NOT_YET;
            boolean proven = !statement.proofs().isEmpty()
                    || !notYet && !statement.statements().isEmpty();
            assertThat(proven).as(statement.statement()).isNotEqualTo(notYet);
        });
    }

    @Test
    void measurementsAreWithinPredictedBounds() {
        List<String> wrong = new ArrayList<>();
        MEASURED.forEach((proof, measure) -> {
            assertThat(measure).as("%s: %s", proof.played(), proof.number()).isNotNull();
            Relation relation = proof.relation();
            boolean comparable = relation.bound().value() == 0
                    || relation.bound().unit().symbol().equals(measure.unit());
            if (!comparable || !relation.isMet(measure.value())) {
                wrong.add(proof.played() + ": " + proof.number() + ": "
                        + QuantityFormat.format(measure.value(), measure.unit()));
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void commandsPrintTheStatedSentences() {
        for (CommandStatement statement : statements()
                .flatMap(statement -> statement.statements().stream())
                .toList()) {
            assertThat(line(statement)).as(statement.command()).contains(statement.sentence());
        }
    }

    @Test
    void everySmallScenarioIsUsedByAStatement() throws IOException {
        try (Stream<Path> files = Files.list(CoverageStatement.FOLDER)) {
            List<String> named = Stream.concat(
                            MEASURED.keySet().stream()
                                    .map(proof -> proof.played().scenario()),
                            statements().flatMap(s -> s.statements().stream()).flatMap(one -> one.words().stream()))
                    .map(name -> name + (name.endsWith(".yaml") ? "" : ".yaml"))
                    .toList();
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                    .allMatch(named::contains);
        }
    }

    @Test
    void pageCountsTheStatements() throws IOException {
        assertThat(Files.readString(PAGE).replace('\n', ' '))
                .contains("Of %d statements, %d are shown, %d partly, and %d not yet."
                        .formatted(STATEMENTS, count(Today.SHOWN), count(Today.PARTLY), count(Today.NOT_YET)));
    }

    private static long count(Today today) {
        return statements().filter(statement -> statement.today() == today).count();
    }

    private static Map<Proof, Measure> measure(ScenarioRun played, List<Proof> proofs) {
        if (!played.isOwn()) {
            Session.countLibraryRun();
        }
        Map<String, Measure> measured = LibraryRuns.measure(
                read(played),
                played.variant(),
                proofs.stream().map(Proof::metric).toList());
        return proofs.stream().collect(Collectors.toMap(proof -> proof, proof -> measured.get(proof.number())));
    }

    private static ScenarioFile read(ScenarioRun played) {
        try {
            String name = played.isOwn() ? played.file().toString() : played.scenario();
            return new ScenarioFinder().check(name, new Overrides(List.of(), played.sets()));
        } catch (UsageException refusal) {
            throw new AssertionError(refusal.getMessage(), refusal);
        }
    }

    /** Returns the line that contains the expected sentence in the output of a command or in the file it writes. */
    private static String line(CommandStatement statement) {
        return LINES.computeIfAbsent(statement, CoveragePageTest::printed);
    }

    private static String printed(CommandStatement statement) {
        String[] words = statement.words().stream()
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
                .filter(line -> line.contains(statement.sentence()))
                .findFirst()
                .orElse(text.toString())
                .replaceFirst("^\\S*(\\.yaml|--set):[0-9]+:[0-9]+: ", "")
                .replace('\t', ' ');
    }
}
