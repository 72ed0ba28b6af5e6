package dev.brownout.tutorial.teaching;

import dev.brownout.translation.TextLanguage;
import dev.brownout.tutorial.Ladder.Rung;
import dev.brownout.tutorial.teaching.TeachingNotes.Experiment;
import dev.brownout.tutorial.teaching.TeachingNotes.PlanPoint;
import dev.brownout.tutorial.teaching.TeachingNotes.SheetQuestion;
import dev.brownout.tutorial.teaching.TeachingNotes.WrongGuess;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Page of a step for teachers in Markdown: timetables, wrong guesses, and the answers to the sheet. */
final class TeacherPage {
    private final LessonMaterial lesson;
    private final StringBuilder page = new StringBuilder();

    private TeacherPage(LessonMaterial lesson) {
        this.lesson = lesson;
    }

    /** Returns the page of a lesson. */
    static String page(LessonMaterial lesson) {
        TeacherPage page = new TeacherPage(lesson);
        page.head();
        page.timetable("In " + TeachingNotes.SHORT_MINUTES + " minutes", PlanPoint::brief);
        page.timetable("In " + TeachingNotes.LONG_MINUTES + " minutes", PlanPoint::full);
        page.mistakes();
        page.answers();
        return page.page.toString();
    }

    private void heading(String heading) {
        page.append("\n## ").append(heading).append("\n\n");
    }

    private void head() {
        Rung rung = lesson.rung();
        page.append("# Teach lesson ")
                .append(rung.number())
                .append(": ")
                .append(rung.file().title());
        page.append("\n\n**").append(rung.file().question()).append("** ");
        page.append(lesson.answer(TextLanguage.en)).append("\n\n");
        String name = rung.shortName();
        page.append("Lesson: ").append(rung.file().lesson()).append("\n\n");
        page.append("[The step with its chart](../").append(name).append(".md) · [sheet for students](../sheets/");
        page.append(name).append(".md) · [한국어 학습지](../ko/").append(name).append(".md) · slides: `brownout learn ");
        page.append(rung.number()).append(" --slides slides.html`\n");
    }

    private void timetable(String heading, ToIntFunction<PlanPoint> minutes) {
        heading(heading);
        MarkdownTable table = new MarkdownTable(List.of("minute", "what", "with"));
        int start = 0;
        for (PlanPoint point : lesson.notes().plan()) {
            int end = start + minutes.applyAsInt(point);
            if (end > start) {
                String command = point.command().isEmpty() ? "" : "`brownout " + point.command() + "`";
                table.row(List.of(start + " to " + end, point.text(), command));
            }
            start = end;
        }
        page.append(table);
    }

    private void mistakes() {
        heading("Frequent wrong guesses");
        MarkdownTable table = new MarkdownTable(List.of("guess", "leads to", "measured", "reason"));
        for (WrongGuess guess : lesson.notes().mistakes()) {
            table.row(List.of(
                    guess.guess().english(),
                    number(guess.leadsTo()),
                    number(guess.measured()),
                    lesson.text(guess.reason().english())));
        }
        page.append(table);
    }

    /** Returns a template with its numbers and their source. */
    private String number(String template) {
        String source = LessonNumbers.source(template);
        return lesson.text(template) + (source.isEmpty() ? "" : ": `" + source + "`");
    }

    private void answers() {
        heading("Answers to the sheet");
        MarkdownTable guesses = new MarkdownTable(List.of("prediction", "predicted", "measured"));
        lesson.predictedAndMeasured().forEach(guesses::row);
        page.append(guesses).append('\n');
        MarkdownTable verdicts = new MarkdownTable(lesson.verdictHeads("bound"));
        lesson.bounds().forEach((name, expression) -> {
            List<String> row = new ArrayList<>(List.of(name + ": `" + expression + "`"));
            row.addAll(lesson.verdicts(name));
            verdicts.row(row);
        });
        page.append(verdicts).append("\n✓ met, ✗ violated. The experiments, with the result of each:\n\n");
        experiments();
        page.append("\nThe questions:\n\n");
        int number = 1;
        for (SheetQuestion question : lesson.notes().questions()) {
            page.append(number++)
                    .append(". *")
                    .append(question.question().english())
                    .append("* ");
            page.append(lesson.text(question.answer())).append('\n');
        }
    }

    private void experiments() {
        List<Experiment> experiments = lesson.notes().experiments();
        List<String> results = experiments.parallelStream().map(lesson::result).toList();
        for (int i = 0; i < experiments.size(); i++) {
            Experiment experiment = experiments.get(i);
            page.append(i + 1)
                    .append(". `")
                    .append(experiment.command(lesson.rung().name(), TextLanguage.en));
            page.append("`: ")
                    .append(experiment.assertion())
                    .append(' ')
                    .append(results.get(i))
                    .append('\n');
        }
    }
}
