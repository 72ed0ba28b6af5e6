package dev.brownout.tutorial.teaching;

import dev.brownout.reference.StepTexts;
import dev.brownout.translation.Messages;
import dev.brownout.translation.TextLanguage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pages of the course for teachers and students, and their index. */
public final class TeachingPages {
    private static final String INDEX = "README.md";
    private static final String TEACHER = "teacher/";
    private static final String SHEETS = "sheets/";
    private static final String KOREAN = "ko/";

    private static final String INTRODUCTION = """
            # How to teach the course

            Each of the twelve lessons has a page for the teacher and a sheet for the students. The page has what to
            show and with which command, a version of 10 and one of 40 minutes, frequent wrong guesses with the
            number that each leads to, and the answers to the sheet. The sheet has the question, the design, blanks
            for guesses, commands to try and questions, and no answer. Print it from the site of the documentation,
            which prints no navigation.

            """;

    private static final String SLIDES_AND_LESSON = """

            ## Slides

            ```console
            $ brownout learn --slides slides.html
            wrote slides.html
            $ brownout learn 3 --slides lesson-3.html --lang ko
            wrote lesson-3.html
            ```

            The command runs the lessons and writes one HTML file with their slides: question, design, guesses,
            predictions and measurements, chart, wrong guesses and lesson. It needs no network. The right arrow
            shows the next slide, the down arrow the next lesson. Print it from the browser, one slide per page.
            Without a number it has all twelve lessons.

            ## A lesson

            1. Hand out the sheet. Students guess alone, without a computer.
            2. Show the slides up to the guesses, or collect them with [class mode](../guides/in-a-class.md).
            3. Run the scenario, and compare with the estimate. Then talk about the wrong guesses.
            4. Homework is an [assignment](../guides/grade-a-class.md) that grades itself.

            Numbers are from runs of the lessons with their own seed, so that students get the same.
            """;

    private TeachingPages() {}

    /**
     * Returns the pages in Markdown by their paths relative to the folder of the course.
     *
     * @param lessons all lessons in order
     */
    public static Map<String, String> pages(List<LessonMaterial> lessons) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put(INDEX, index(lessons));
        for (LessonMaterial lesson : lessons) {
            String file = lesson.rung().shortName() + ".md";
            pages.put(TEACHER + file, TeacherPage.page(lesson));
            pages.put(SHEETS + file, sheet(lesson, TextLanguage.en));
            pages.put(KOREAN + file, sheet(lesson, TextLanguage.ko));
        }
        return pages;
    }

    /** Returns a sheet with links to other pages. */
    private static String sheet(LessonMaterial lesson, TextLanguage language) {
        String step = "../" + lesson.rung().shortName() + ".md";
        return StudentSheet.sheet(lesson, language)
                + Messages.text(language, "teaching.links", step, "../../course-glossary.md") + "\n";
    }

    private static String index(List<LessonMaterial> lessons) {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        MarkdownTable table = new MarkdownTable(List.of("lesson", "teacher", "sheet", "학습지", "results"));
        for (LessonMaterial lesson : lessons) {
            String file = lesson.rung().shortName() + ".md";
            StepTexts step = StepTexts.of(TextLanguage.en, lesson.rung().file());
            table.row(List.of(
                    lesson.rung().number() + ". " + step.title(),
                    "[page](" + TEACHER + file + ")",
                    "[sheet](" + SHEETS + file + ")",
                    "[학습지](" + KOREAN + file + ")",
                    "[step](" + file + ")"));
        }
        page.append(table);
        page.append(SLIDES_AND_LESSON);
        return page.toString();
    }
}
