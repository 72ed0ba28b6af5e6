package dev.brownout.tutorial.teaching;

import dev.brownout.chart.draw.Chart;
import dev.brownout.format.PredictionWording;
import dev.brownout.html.HtmlBuilder;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.reference.StepTexts;
import dev.brownout.translation.Messages;
import dev.brownout.translation.TextLanguage;
import dev.brownout.tutorial.Ladder.Rung;
import dev.brownout.tutorial.teaching.TeachingNotes.WrongGuess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Slides of one lesson: question, design, guesses, measurements, verdicts, chart, wrong guesses and lesson. A part that
 * the scenario or its notes do not have has no slide.
 */
final class LessonSlides {
    /** Blank for a guess. */
    private static final String BLANK = "?";

    private final HtmlBuilder html;
    private final LessonMaterial lesson;
    private final Rung rung;
    private final int last;
    private final TextLanguage language;
    private final StepTexts step;
    private int slide;

    LessonSlides(HtmlBuilder html, LessonMaterial lesson, int last, TextLanguage language) {
        this.html = html;
        this.lesson = lesson;
        this.rung = lesson.rung();
        this.last = last;
        this.language = language;
        this.step = StepTexts.of(language, rung.file());
    }

    /** Returns the identifier of a slide of a lesson, counted from 1. */
    static String id(Rung rung, int slide) {
        return "lesson-" + rung.number() + "-" + slide;
    }

    /**
     * Adds the slides.
     *
     * @param next title of the next lesson; empty for none
     */
    void add(String next) {
        title();
        design();
        variants();
        if (!lesson.predictions().isEmpty()) {
            guesses();
        }
        measurements();
        verdicts();
        chart();
        if (!lesson.notes().mistakes().isEmpty()) {
            mistakes();
        }
        if (!step.lesson().isBlank()) {
            lesson(next);
        }
    }

    private void open(String classes, String heading) {
        slide++;
        html.open("section", "class", ("slide " + classes).strip(), "id", id(rung, slide))
                .line();
        html.open("header")
                .element("span", rung.isStep() ? place() + " · " + step.title() : step.title())
                .close("header")
                .line();
        html.element("h2", heading).line();
    }

    private String place() {
        return text("teaching.lesson_of", rung.number(), last);
    }

    private void close() {
        html.close("section").line();
    }

    private void title() {
        slide++;
        html.open("section", "class", "slide title first", "id", id(rung, slide))
                .line();
        if (rung.isStep()) {
            html.element("p", place(), "class", "number");
        }
        html.element("h1", step.title()).line();
        html.element("p", step.question(), "class", "question");
        close();
    }

    private void design() {
        open(
                "",
                rung.before()
                        .map(before -> text(
                                "course.changes_since",
                                StepTexts.of(language, before).title()))
                        .orElse(text("course.design")));
        html.element("pre", String.join("\n", rung.calls()));
        list(rung.before().isPresent() ? rung.planDifferences(language) : rung.plan(language));
        close();
    }

    private void list(List<String> lines) {
        html.open("ul", "class", lines.size() > 9 ? "settings many" : "settings");
        lines.forEach(line -> html.element("li", line));
        html.close("ul").line();
    }

    private void variants() {
        open("", text("teaching.violations_heading"));
        html.open("dl").line();
        for (Variant variant : rung.file().variants()) {
            List<String> changes = rung.changes(variant, language);
            html.element("dt", step.explained(variant.name()));
            html.element("dd", changes.isEmpty() ? text("teaching.as_designed") : String.join("; ", changes))
                    .line();
        }
        html.close("dl").open("ul", "class", "bounds");
        lesson.bounds()
                .forEach((name, expression) -> html.open("li")
                        .text(step.explained(name) + ": ")
                        .element("code", expression)
                        .close("li"));
        html.close("ul");
        close();
    }

    private void guesses() {
        open("large", text("teaching.your_guess"));
        List<List<String>> rows = new ArrayList<>();
        lesson.predictions()
                .forEach((name, predict) -> rows.add(
                        List.of(step.explained(name), PredictionWording.question(predict.expression()), BLANK)));
        table(List.of(text("course.prediction"), text("teaching.metric"), text("course.your_guess")), rows);
        close();
    }

    private void measurements() {
        boolean isPredicted = !lesson.predictions().isEmpty();
        open("large", text(isPredicted ? "teaching.estimated_and_measured" : "course.answer"));
        if (isPredicted) {
            table(
                    List.of(text("course.prediction"), text("course.predicted"), text("course.measured")),
                    lesson.predictedAndMeasured());
        }
        html.element("p", lesson.answer(language), "class", "answer");
        close();
    }

    private void verdicts() {
        open("", text("teaching.bounds_and_measurements"));
        List<List<String>> rows = new ArrayList<>();
        lesson.bounds().forEach((name, expression) -> {
            List<String> row = new ArrayList<>(List.of(name + ": " + expression));
            row.addAll(lesson.verdicts(name));
            rows.add(row);
        });
        table(lesson.verdictHeads(text("teaching.bound")), rows);
        html.element("p", text("teaching.signs"), "class", "signs");
        close();
    }

    private void chart() {
        Chart chart = lesson.run().chart();
        open("picture", text("teaching.over_time"));
        String image = Base64.getEncoder().encodeToString(chart.svg().getBytes(StandardCharsets.UTF_8));
        html.open("div", "class", "chart", "tabindex", "0")
                .open("img", "alt", chart.title(), "src", "data:image/svg+xml;base64," + image)
                .close("div");
        close();
    }

    private void mistakes() {
        open("mistakes", text("teaching.frequent_guesses"));
        List<List<String>> rows = new ArrayList<>();
        for (WrongGuess guess : lesson.notes().mistakes()) {
            rows.add(List.of(
                    guess.guess().textIn(language),
                    lesson.text(guess.leadsTo()),
                    lesson.text(guess.measured()),
                    lesson.text(guess.reason().textIn(language))));
        }
        table(
                List.of(
                        text("teaching.guess"),
                        text("teaching.leads_to"),
                        text("course.measured"),
                        text("teaching.reason")),
                rows);
        close();
    }

    private void lesson(String next) {
        open("lesson", text("course.lesson"));
        html.element("p", step.lesson());
        if (!next.isEmpty()) {
            html.element("p", text("teaching.next", next), "class", "next");
        }
        close();
    }

    private void table(List<String> heads, List<List<String>> rows) {
        html.open("div", "class", "table", "tabindex", "0")
                .open("table")
                .open("thead")
                .open("tr");
        heads.forEach(head -> html.element("th", head, "scope", "col"));
        html.close("tr").close("thead").open("tbody").line();
        for (List<String> row : rows) {
            html.open("tr").element("th", row.get(0), "scope", "row");
            for (int i = 1; i < row.size(); i++) {
                String cell = row.get(i);
                html.element("td", cell, "class", isNumeric(cell) ? "figure" : "", "data-head", heads.get(i));
            }
            html.close("tr").line();
        }
        html.close("tbody").close("table").close("div").line();
    }

    private static boolean isNumeric(String cell) {
        return cell.equals(BLANK) || cell.matches("[<>]? ?-?[$\\d].{0,14}|no data .");
    }

    private String text(String key, Object... arguments) {
        return Messages.text(language, key, arguments);
    }
}
