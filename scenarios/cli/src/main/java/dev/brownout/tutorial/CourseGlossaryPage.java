package dev.brownout.tutorial;

import dev.brownout.reference.CourseTerm;
import dev.brownout.tutorial.Ladder.Rung;
import java.util.List;

/** Documentation page of the terms of the course in English and Korean, one table for each step. */
public final class CourseGlossaryPage {
    /** Path of the page, relative to the folder of the documentation. */
    public static final String PATH = "course-glossary.md";

    private CourseGlossaryPage() {}

    /** Returns the page in Markdown. */
    public static String markdown(Ladder ladder, List<CourseTerm> terms) {
        StringBuilder text = new StringBuilder("""
                # Terms of the course, in English and Korean

                Each term with its Korean name (한국어 용어), its definition in both languages, the words that express
                it in a scenario, and the step of [the course](course.md) that shows it. `brownout explain` accepts both
                names: `brownout explain 샤딩` begins with the Korean definition.
                """);
        for (int number : ladder.numbers()) {
            List<CourseTerm> shown =
                    terms.stream().filter(term -> term.step() == number).toList();
            if (!shown.isEmpty()) {
                Rung rung = ladder.rung(number);
                text.append("\n## %d. %s\n\n".formatted(number, rung.file().title()));
                text.append("[Step %d](../scenarios/library/%s.yaml)\n\n".formatted(number, rung.name()));
                text.append("| term | 용어 | definition | 뜻 | in a scenario |\n| --- | --- | --- | --- | --- |\n");
                shown.forEach(term -> text.append("| %s | %s | %s | %s | %s |\n"
                        .formatted(
                                term.name(),
                                term.korean(),
                                cell(term.sentence()),
                                term.koreanSentence(),
                                cell(term.syntax()))));
            }
        }
        return text.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
