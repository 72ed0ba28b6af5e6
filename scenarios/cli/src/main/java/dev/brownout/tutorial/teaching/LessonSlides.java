package dev.brownout.tutorial.teaching;

import dev.brownout.chart.draw.Chart;
import dev.brownout.format.PredictionWording;
import dev.brownout.html.HtmlBuilder;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.reference.StepTexts;
import dev.brownout.translation.TextLanguage;
import dev.brownout.tutorial.CourseTexts;
import dev.brownout.tutorial.Ladder.Rung;
import dev.brownout.tutorial.teaching.TeachingNotes.WrongGuess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Slides of one lesson: question, design, guesses, measurements, verdicts, chart, wrong guesses and lesson. */
final class LessonSlides {
    /** Blank for a guess. */
    private static final String BLANK = "?";

    private final HtmlBuilder html;
    private final LessonMaterial lesson;
    private final Rung rung;
    private final int last;
    private final TextLanguage language;
    private final TeachingTexts texts;
    private final CourseTexts course;
    private final StepTexts step;
    private int slide;

    LessonSlides(HtmlBuilder html, LessonMaterial lesson, int last, TextLanguage language) {
        this.html = html;
        this.lesson = lesson;
        this.rung = lesson.rung();
        this.last = last;
        this.language = language;
        this.texts = TeachingTexts.of(language);
        this.course = CourseTexts.of(language);
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
        guesses();
        measurements();
        verdicts();
        chart();
        mistakes();
        lesson(next);
    }

    private void open(String classes, String heading) {
        slide++;
        html.open("section", "class", ("slide " + classes).strip(), "id", id(rung, slide))
                .line();
        html.open("header")
                .element("span", texts.lessonOf(rung.number(), last) + " · " + step.title())
                .close("header")
                .line();
        html.element("h2", heading).line();
    }

    private void close() {
        html.close("section").line();
    }

    private void title() {
        slide++;
        html.open("section", "class", "slide title first", "id", id(rung, slide))
                .line();
        html.element("p", texts.lessonOf(rung.number(), last), "class", "number");
        html.element("h1", step.title()).line();
        html.element("p", step.question(), "class", "question");
        close();
    }

    private void design() {
        open(
                "",
                rung.before()
                        .map(before -> course.changesSince(
                                StepTexts.of(language, before).title()))
                        .orElse(course.design()));
        html.element("pre", String.join("\n", rung.calls()));
        list(rung.before().isPresent() ? rung.news(course) : rung.plan(course));
        close();
    }

    private void list(List<String> lines) {
        html.open("ul", "class", lines.size() > 9 ? "settings many" : "settings");
        lines.forEach(line -> html.element("li", line));
        html.close("ul").line();
    }

    private void variants() {
        open("", texts.violationsHeading());
        html.open("dl").line();
        for (Variant variant : rung.file().variants()) {
            List<String> changes = rung.changes(variant, course);
            html.element("dt", step.explained(variant.name()));
            html.element("dd", changes.isEmpty() ? texts.asDesigned() : String.join("; ", changes))
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
        open("large", texts.yourGuess());
        List<List<String>> rows = new ArrayList<>();
        lesson.predictions()
                .forEach((name, predict) -> rows.add(
                        List.of(step.explained(name), PredictionWording.question(predict.expression()), BLANK)));
        table(List.of(course.prediction(), texts.metric(), course.yourGuess()), rows);
        close();
    }

    private void measurements() {
        open("large", texts.estimatedAndMeasured());
        table(List.of(course.prediction(), course.predicted(), course.measured()), lesson.predictedAndMeasured());
        html.element("p", lesson.answer(language), "class", "answer");
        close();
    }

    private void verdicts() {
        open("", texts.boundsAndMeasurements());
        List<List<String>> rows = new ArrayList<>();
        lesson.bounds().forEach((name, expression) -> {
            List<String> row = new ArrayList<>(List.of(name + ": " + expression));
            row.addAll(lesson.verdicts(name));
            rows.add(row);
        });
        table(lesson.verdictHeads(texts.bound()), rows);
        html.element("p", texts.signs(), "class", "signs");
        close();
    }

    private void chart() {
        Chart chart = lesson.run().chart();
        open("picture", texts.overTime());
        String image = Base64.getEncoder().encodeToString(chart.svg().getBytes(StandardCharsets.UTF_8));
        html.open("div", "class", "chart", "tabindex", "0")
                .open("img", "alt", chart.title(), "src", "data:image/svg+xml;base64," + image)
                .close("div");
        close();
    }

    private void mistakes() {
        open("mistakes", texts.frequentGuesses());
        List<List<String>> rows = new ArrayList<>();
        for (WrongGuess guess : lesson.notes().mistakes()) {
            rows.add(List.of(
                    guess.guess().in(language),
                    lesson.text(guess.leadsTo()),
                    lesson.text(guess.measured()),
                    lesson.text(guess.reason().in(language))));
        }
        table(List.of(texts.guess(), texts.leadsTo(), course.measured(), texts.reason()), rows);
        close();
    }

    private void lesson(String next) {
        open("lesson", course.lesson());
        html.element("p", step.lesson());
        if (!next.isEmpty()) {
            html.element("p", texts.next(next), "class", "next");
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
                html.element("td", cell, "class", numeric(cell) ? "figure" : "", "data-head", heads.get(i));
            }
            html.close("tr").line();
        }
        html.close("tbody").close("table").close("div").line();
    }

    private static boolean numeric(String cell) {
        return cell.equals(BLANK) || cell.matches("[<>]? ?-?[$\\d].{0,14}|no data .");
    }
}
