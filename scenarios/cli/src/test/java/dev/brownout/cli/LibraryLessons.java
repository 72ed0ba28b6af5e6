package dev.brownout.cli;

import dev.brownout.format.MetricUnit;
import dev.brownout.format.QuantityFormat;
import dev.brownout.language.ScenarioFile;
import dev.brownout.reference.StepTexts;
import dev.brownout.result.PredictResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.TextLanguage;
import dev.brownout.tutorial.CourseRun;
import dev.brownout.tutorial.Ladder.Rung;
import dev.brownout.tutorial.teaching.LessonMaterial;
import dev.brownout.tutorial.teaching.SlideDeck;
import dev.brownout.tutorial.teaching.StudentSheet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The sheet and the slides of a scenario of the library as a lesson. */
final class LibraryLessons {
    private static final Pattern FRACTION = Pattern.compile(".*\\d\\.\\d\\d+.*");

    private LibraryLessons() {}

    /** Returns the parts that the slides lack, and the measurements on the sheet. */
    static List<String> wrong(String name, ScenarioFile file, RunResult result) {
        LessonMaterial lesson = LessonMaterial.of(CourseRun.of(Rung.of(name, file), result));
        List<String> wrong = new ArrayList<>();
        for (TextLanguage language : TextLanguage.values()) {
            StepTexts texts = StepTexts.of(language, file);
            String sheet = StudentSheet.sheet(lesson, language);
            String slides = SlideDeck.html(List.of(lesson), 0, language).replaceAll("base64,[^\"]*", "");
            for (String part : List.of(texts.title(), texts.question())) {
                require(sheet.contains(part), "sheet without '" + part + "'", wrong);
            }
            for (String part : List.of(texts.title(), texts.question(), texts.lesson())) {
                require(slides.contains(escaped(part)), "slides without '" + part + "'", wrong);
            }
            for (String number : measurements(result)) {
                require(slides.contains(escaped(number)), "slides without " + number, wrong);
                require(
                        !FRACTION.matcher(number).matches()
                                || file.text().contains(number.replaceFirst(" .*", ""))
                                || !sheet.contains(number),
                        "sheet with the measurement " + number,
                        wrong);
            }
            require(sheet.contains("brownout run " + name + " --details"), "sheet without its command", wrong);
        }
        return wrong;
    }

    private static void require(boolean condition, String problem, List<String> problems) {
        if (!condition) {
            problems.add(problem);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&quot;");
    }

    /** Returns the measurements of the assertions, and of the predictions of the first variant. */
    private static Set<String> measurements(RunResult result) {
        Set<String> numbers = new LinkedHashSet<>();
        for (VariantResult variant : result.variants()) {
            for (SlaResult sla : variant.evaluation().sla().values()) {
                numbers.add(QuantityFormat.format(sla.value(), MetricUnit.displayUnit(sla)));
            }
        }
        for (PredictResult predict :
                result.variants().get(0).evaluation().predict().values()) {
            numbers.add(QuantityFormat.format(predict.measured(), predict.unit()));
        }
        return numbers;
    }
}
