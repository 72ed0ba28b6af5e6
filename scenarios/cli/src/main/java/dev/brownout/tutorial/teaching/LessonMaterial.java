package dev.brownout.tutorial.teaching;

import dev.brownout.format.MetricUnit;
import dev.brownout.format.QuantityFormat;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.result.PredictResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.sla.AnswerMetric;
import dev.brownout.summary.ScenarioAnswer;
import dev.brownout.translation.TextLanguage;
import dev.brownout.tutorial.CourseRun;
import dev.brownout.tutorial.Ladder.Rung;
import dev.brownout.tutorial.teaching.TeachingNotes.Experiment;
import dev.brownout.tutorial.teaching.TeachingNotes.SheetQuestion;
import dev.brownout.tutorial.teaching.TeachingNotes.WrongGuess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Results of the runs of a lesson, with the notes on a step of the course. A lesson without notes has the texts,
 * variants, assertions and measurements of its scenario.
 *
 * @param run results of the lesson
 * @param notes notes for teaching; empty for a scenario outside of the course
 */
public record LessonMaterial(CourseRun run, TeachingNotes notes) {
    /**
     * Runs the scenario of a lesson, and measures all numbers of its notes but those of the experiments.
     *
     * @throws IllegalStateException if a step of the course has no notes, or if they have an error
     */
    public static LessonMaterial of(Rung rung) {
        return of(CourseRun.of(rung, variant -> rung.isStep() ? metrics(rung.shortName(), variant) : List.of()));
    }

    /** Adds the notes to the results of a lesson, which have the values of {@link #metrics}. */
    public static LessonMaterial of(CourseRun run) {
        Rung rung = run.rung();
        return new LessonMaterial(run, rung.isStep() ? TeachingNotesReader.read(rung.shortName()) : TeachingNotes.NONE);
    }

    /**
     * Returns the metrics of the notes of a step that are measured in a variant.
     *
     * @param step name of the scenario without its folder
     */
    public static List<AnswerMetric> metrics(String step, String variant) {
        return LessonNumbers.metrics(templates(TeachingNotesReader.read(step)), variant);
    }

    private static List<String> templates(TeachingNotes notes) {
        List<String> templates = new ArrayList<>(List.of(notes.answerKorean()));
        for (WrongGuess guess : notes.mistakes()) {
            templates.add(guess.leadsTo());
            templates.add(guess.measured());
            templates.add(guess.reason().english());
            templates.add(guess.reason().korean());
        }
        notes.questions().stream().map(SheetQuestion::answer).forEach(templates::add);
        return templates;
    }

    Rung rung() {
        return run.rung();
    }

    /** Returns a template with its numbers. */
    String text(String template) {
        return new LessonNumbers(rung().file().text(), run.result()).text(template);
    }

    /** Returns the answer to the question of the lesson; empty without one. */
    String answer(TextLanguage language) {
        return language == TextLanguage.ko && !notes.answerKorean().isEmpty()
                ? text(notes.answerKorean())
                : ScenarioAnswer.of(run.result()).map(ScenarioAnswer::text).orElse("");
    }

    /**
     * Runs an experiment.
     *
     * @return the measurement of its assertion
     * @throws IllegalStateException if the scenario has no such variant, setting or assertion
     */
    String result(Experiment experiment) {
        ScenarioFile file = rung().with(experiment.sets());
        Variant variant = file.variant(experiment.variant())
                .orElseThrow(() -> new IllegalStateException("there is no variant '" + experiment.variant() + "'"));
        SlaResult sla = Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true)
                .evaluation()
                .sla()
                .get(experiment.assertion());
        if (sla == null) {
            throw new IllegalStateException("there is no assertion '" + experiment.assertion() + "'");
        }
        return cell(sla);
    }

    /** Returns the results of the variants in order. */
    List<VariantResult> variants() {
        return run.result().variants();
    }

    /** Returns the predictions of the first variant by their names. */
    Map<String, PredictResult> predictions() {
        return variants().get(0).evaluation().predict();
    }

    /** Returns a row for each prediction: its name, the predicted and the measured value. */
    List<List<String>> predictedAndMeasured() {
        List<List<String>> rows = new ArrayList<>();
        predictions()
                .forEach((name, predict) -> rows.add(List.of(
                        name,
                        QuantityFormat.format(predict.predicted(), predict.unit()),
                        QuantityFormat.format(predict.measured(), predict.unit()))));
        return rows;
    }

    /** Returns the assertions by their names. */
    Map<String, String> bounds() {
        Map<String, String> bounds = new LinkedHashMap<>();
        variants()
                .forEach(variant ->
                        variant.evaluation().sla().forEach((name, sla) -> bounds.putIfAbsent(name, sla.expression())));
        return bounds;
    }

    /** Returns the measurements of an assertion in each variant with the signs of the verdicts; empty without one. */
    List<String> verdicts(String assertion) {
        return variants().stream()
                .map(variant -> variant.evaluation().sla().get(assertion))
                .map(sla -> sla == null ? "" : cell(sla))
                .toList();
    }

    /** Returns a head for the names of the assertions, and the names of the variants. */
    List<String> verdictHeads(String bound) {
        List<String> heads = new ArrayList<>(List.of(bound));
        variants().forEach(variant -> heads.add(variant.name()));
        return heads;
    }

    private static String cell(SlaResult sla) {
        String sign = switch (sla.verdict()) {
            case PASS -> "✓";
            case FAIL, NO_DATA -> "✗";
            case UNDECIDED -> "?";
        };
        return QuantityFormat.format(sla.value(), MetricUnit.displayUnit(sla)) + " " + sign;
    }
}
