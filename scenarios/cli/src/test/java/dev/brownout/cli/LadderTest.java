package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.ScenarioFile;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.scenario.Scenario;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The ladder is a sequence of lessons. Each lesson extends the previous one, asks a question, makes predictions and has
 * a variant with an expected violation.
 */
@Tag("once")
class LadderTest {
    private static final String SKIPPED = "  aside: >-";

    private static final Map<String, ScenarioFile> FILES = new HashMap<>();

    static List<String> rungs() {
        return new ShippedLibrary().ladder();
    }

    private static ScenarioFile file(String rung) {
        return FILES.computeIfAbsent(rung, LibraryAnswers::file);
    }

    @Test
    void ladderHasTheseLessons() {
        assertThat(rungs())
                .containsExactly(
                        "ladder/01-one-box",
                        "ladder/02-web-and-data",
                        "ladder/03-bigger-boxes",
                        "ladder/04-load-balancer",
                        "ladder/05-replicas",
                        "ladder/06-cache",
                        "ladder/07-cdn",
                        "ladder/08-autoscaling",
                        "ladder/09-two-data-centres",
                        "ladder/10-queue",
                        "ladder/11-watching-and-acting",
                        "ladder/12-shards");
    }

    @ParameterizedTest
    @MethodSource("rungs")
    void lessonsHaveQuestionPredictionsChartsAndViolations(String rung) {
        ScenarioFile file = file(rung);
        Scenario first = file.variants().get(0).scenario();
        assertThat(file.question()).endsWith("?");
        assertThat(file.lesson()).isNotBlank();
        assertThat(first.evaluation().predict()).isNotEmpty();
        assertThat(first.evaluation().charts()).hasSizeBetween(3, 6);
        assertThat(file.variants()).hasSizeBetween(2, 5);
        assertThat(file.variants()).anyMatch(variant -> !variant.breaks().isEmpty());
    }

    /** Each lesson contains components of the previous lesson, or states which of them it leaves out. */
    @Test
    void lessonsKeepOrNameTheComponentsOfThePrevious() {
        Set<String> before = Set.of("web");
        for (String rung : rungs()) {
            ScenarioFile file = file(rung);
            Set<String> now = file.variants().get(0).scenario().components().keySet();
            assertThat(now).as(rung).containsAnyElementsOf(before);
            String text = new ShippedLibrary().text(rung).orElseThrow();
            int from = Math.max(0, text.indexOf(SKIPPED));
            String note = text.substring(from, text.indexOf('.', from));
            assertThat(before.stream().filter(part -> !now.contains(part)))
                    .as(rung)
                    .allMatch(part -> note.startsWith(SKIPPED) && note.matches("(?s).*\\b" + part + "\\b.*"));
            before = now;
        }
    }

    /**
     * A warning about a working design would be a false alarm. Queues are exempt, because they absorb more load than
     * their workers can handle.
     */
    @ParameterizedTest
    @ChosenRows(2)
    @MethodSource("rungs")
    void warnsOnlyOfVariantsWithFaultsOrViolations(String rung) {
        ScenarioFile file = file(rung);
        Set<String> fragile = file.variants().stream()
                .filter(variant -> !variant.breaks().isEmpty()
                        || !variant.scenario().faults().isEmpty()
                        || variant.scenario().components().containsKey("photos"))
                .map(ScenarioFile.Variant::name)
                .collect(Collectors.toSet());
        Session session = Session.of("validate", rung);
        assertThat(session.err().lines())
                .allMatch(line -> !line.contains("in variant")
                        || fragile.stream().anyMatch(name -> line.contains("'" + name + "'")));
    }
}
