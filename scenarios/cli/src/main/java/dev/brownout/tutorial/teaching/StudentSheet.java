package dev.brownout.tutorial.teaching;

import dev.brownout.format.PredictionWording;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.reference.StepTexts;
import dev.brownout.translation.Messages;
import dev.brownout.translation.TextLanguage;
import dev.brownout.tutorial.Ladder.Rung;
import dev.brownout.tutorial.teaching.TeachingNotes.Experiment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Sheet of a lesson for students in Markdown: question, design, blanks for guesses, experiments and questions. It
 * contains no measurement and no answer.
 */
public final class StudentSheet {
    /** Empty cell for an entry by hand. */
    private static final String BLANK = "&nbsp;";

    private static final String LINE = "\\_".repeat(60);

    private final LessonMaterial lesson;
    private final TextLanguage language;
    private final StringBuilder page = new StringBuilder();

    private StudentSheet(LessonMaterial lesson, TextLanguage language) {
        this.lesson = lesson;
        this.language = language;
    }

    /** Returns the sheet of a lesson. */
    public static String sheet(LessonMaterial lesson, TextLanguage language) {
        StudentSheet sheet = new StudentSheet(lesson, language);
        sheet.design();
        if (!lesson.predictions().isEmpty()) {
            sheet.guesses();
        }
        sheet.violations();
        sheet.run();
        if (!lesson.notes().experiments().isEmpty()) {
            sheet.experiments();
        }
        sheet.questions();
        return sheet.page.toString();
    }

    private void heading(String heading) {
        page.append("\n## ").append(heading).append("\n\n");
    }

    private void design() {
        Rung rung = lesson.rung();
        StepTexts step = StepTexts.of(language, rung.file());
        page.append("# ")
                .append(text("teaching.sheet", rung.isStep() ? rung.argument() : "", step.title()))
                .append("\n\n");
        page.append(text("teaching.name_and_date", "\\_".repeat(20), "\\_".repeat(10)))
                .append("\n");
        if (!step.question().isBlank()) {
            page.append("\n**").append(step.question()).append("**\n");
        }
        heading(rung.before()
                .map(before -> text(
                        "course.changes_since", StepTexts.of(language, before).title()))
                .orElse(text("course.design")));
        page.append("```\n");
        rung.calls().forEach(line -> page.append(line).append('\n'));
        page.append("```\n\n");
        (rung.before().isPresent() ? rung.planDifferences(language) : rung.plan(language))
                .forEach(line -> page.append("- ").append(line).append('\n'));
        page.append("\n`brownout learn ")
                .append(rung.argument())
                .append(language.option())
                .append("` · `brownout show ");
        page.append(rung.name()).append("`\n");
    }

    private void guesses() {
        StepTexts step = StepTexts.of(language, lesson.rung().file());
        heading(text("teaching.guesses_heading"));
        page.append(text("teaching.guesses_task")).append("\n\n");
        MarkdownTable table = new MarkdownTable(List.of(
                text("course.prediction"),
                text("teaching.metric"),
                text("course.your_guess"),
                text("course.measured")));
        lesson.predictions()
                .forEach((name, predict) -> table.row(List.of(
                        step.explained(name),
                        "`" + PredictionWording.question(predict.expression()) + "`",
                        BLANK,
                        BLANK)));
        page.append(table);
    }

    private void violations() {
        Rung rung = lesson.rung();
        StepTexts step = StepTexts.of(language, rung.file());
        heading(text("teaching.violations_heading"));
        List<Variant> variants = rung.file().variants();
        for (Variant variant : variants) {
            List<String> changes = rung.changes(variant, language);
            page.append("- **").append(variant.name()).append("**");
            page.append(step.explanation(variant.name()));
            page.append(": ");
            page.append(changes.isEmpty() ? text("teaching.as_designed") : String.join("; ", marked(changes)));
            page.append('\n');
        }
        page.append('\n').append(text("teaching.violations_task")).append("\n\n");
        MarkdownTable table = new MarkdownTable(lesson.verdictHeads(text("teaching.bound")));
        lesson.bounds().forEach((name, expression) -> {
            List<String> row = new ArrayList<>(List.of(step.explained(name) + ": `" + expression + "`"));
            row.addAll(Collections.nCopies(variants.size(), BLANK));
            table.row(row);
        });
        page.append(table);
    }

    private static List<String> marked(List<String> changes) {
        return changes.stream().map(change -> "`" + change + "`").toList();
    }

    private void run() {
        heading(text("teaching.run_heading"));
        page.append("```console\n$ brownout run ").append(lesson.rung().name()).append(" --details");
        page.append(language.option()).append("\n```\n\n");
        page.append(text("teaching.run_task", !lesson.predictions().isEmpty())).append('\n');
    }

    private void experiments() {
        heading(text("teaching.experiments_heading"));
        page.append(text("teaching.experiments_task")).append("\n");
        int number = 1;
        for (Experiment experiment : lesson.notes().experiments()) {
            page.append('\n')
                    .append(number++)
                    .append(". ")
                    .append(experiment.task().textIn(language));
            page.append("\n\n   ```console\n   $ ")
                    .append(experiment.command(lesson.rung().name(), language))
                    .append("\n   ```\n\n   ");
            page.append(text("teaching.experiment_result", experiment.assertion()))
                    .append('\n');
        }
    }

    private void questions() {
        heading(text("teaching.questions_heading"));
        List<String> questions = lesson.notes().questions().stream()
                .map(question -> question.question().textIn(language))
                .toList();
        int number = 1;
        for (String question : questions.isEmpty() ? List.of(text("teaching.own_answer")) : questions) {
            page.append(number++).append(". ").append(question);
            page.append("\n\n   ").append(LINE).append("\n\n");
        }
    }

    private String text(String key, Object... arguments) {
        return Messages.text(language, key, arguments);
    }
}
