package dev.brownout.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.LibraryRuns;
import dev.brownout.format.QuantityFormat;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.reference.Manual;
import dev.brownout.reference.StepTexts;
import dev.brownout.result.PredictResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.TextLanguage;
import dev.brownout.tutorial.CoursePage.RenderedPage;
import dev.brownout.tutorial.Ladder.Rung;
import dev.brownout.tutorial.teaching.LessonMaterial;
import dev.brownout.tutorial.teaching.SlideDeck;
import dev.brownout.tutorial.teaching.TeachingPages;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Pages of the course, which the site of the documentation has, and its slides. The runs are those of
 * {@link LibraryRuns}.
 */
@Tag("once")
public class CourseTest {
    private static final long MOST_BYTES = 1_500_000;
    private static final int MOST_LINES = 200;
    private static final int SLIDES_OF_A_LESSON = 9;
    /** Number with a fraction, as only a measurement has it. */
    private static final Pattern FRACTION = Pattern.compile("\\d+\\.\\d+.*");

    private static final Ladder LADDER = new Ladder();

    private static List<LessonMaterial> lessons;
    private static RenderedPage now;
    private static Map<String, String> pages;

    @BeforeAll
    static void play() {
        lessons = LADDER.rungs().stream()
                .map(rung -> CourseRun.of(rung, LibraryRuns.course(rung.name())))
                .map(LessonMaterial::of)
                .toList();
        now = CoursePage.write(lessons.stream().map(LessonMaterial::run).toList());
        pages = TeachingPages.pages(lessons);
    }

    @Test
    void pagesOfStepsHaveTheMeasurementsOfAllVariants() {
        for (LessonMaterial lesson : lessons) {
            String path = CoursePage.STEPS + "/" + lesson.run().rung().shortName() + ".md";
            String page = now.pages().get(path);
            measure(lesson.run().result().variants())
                    .forEach(number -> assertThat(page).as(path).contains(number));
            assertThat(now.charts()).containsKey(lesson.run().rung().shortName() + ".svg");
        }
    }

    @Test
    void glossaryHasATableForEachStepWithTerms() {
        Manual manual = new Manual(LanguageDefinition.standard());
        String page = CourseGlossaryPage.markdown(LADDER, manual.courseTerms());
        manual.courseTerms()
                .forEach(term -> assertThat(page)
                        .contains("| " + term.name() + " | " + term.korean() + " |")
                        .contains("[Step " + term.step() + "](../scenarios/library/ladder/"));
    }

    @Test
    void sizeIsLimited() {
        long bytes = now.pages().values().stream().mapToLong(String::length).sum()
                + now.charts().values().stream().mapToLong(String::length).sum();
        assertThat(bytes).isLessThan(MOST_BYTES);
        pages.forEach((path, text) -> assertThat(text.lines()).as(path).hasSizeLessThanOrEqualTo(MOST_LINES));
    }

    @Test
    void sheetsDescribeEachVariantButTheFirst() {
        for (LessonMaterial lesson : lessons) {
            Rung rung = lesson.run().rung();
            assertThat(pages.get("sheets/" + rung.shortName() + ".md"))
                    .as(rung.shortName())
                    .containsOnlyOnce("**: as designed\n")
                    .contains("- **" + rung.file().variants().get(0).name() + "**: as designed\n");
        }
    }

    @Test
    void commandsOfTeachersNameTheLessonAndItsVariants() {
        Pattern command = Pattern.compile("`brownout ((?:run|show|learn) [^`]+)`");
        for (LessonMaterial lesson : lessons) {
            Rung rung = lesson.run().rung();
            List<String> commands = command.matcher(pages.get("teacher/" + rung.shortName() + ".md"))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            Set<String> known = new TreeSet<>(List.of(
                    "learn " + rung.number(),
                    "learn " + rung.number() + " --slides slides.html",
                    "show " + rung.name(),
                    "run " + rung.name(),
                    "run " + rung.name() + " --details",
                    "run " + rung.name() + " --out out"));
            rung.file().variants().stream()
                    .map(variant -> variant.name().contains(" ") ? "'" + variant.name() + "'" : variant.name())
                    .forEach(variant -> known.add("run " + rung.name() + " --variant " + variant));
            assertThat(commands).as(rung.name()).hasSizeGreaterThan(10);
            assertThat(commands).filteredOn(each -> !each.contains(" --set ")).allMatch(known::contains);
        }
    }

    /** A sheet has no number that only a run or the answer to a question gives. */
    @Test
    void sheetsHaveNoMeasurement() {
        for (LessonMaterial lesson : lessons) {
            String file = lesson.run().rung().shortName() + ".md";
            Set<String> measured = measure(lesson.run().result().variants());
            assertThat(measured).as(file).isNotEmpty();
            for (String folder : List.of("sheets/", "ko/")) {
                String sheet = pages.get(folder + file);
                assertThat(sheet)
                        .contains("$ brownout run " + lesson.run().rung().name());
                measured.forEach(number -> assertThat(sheet).as(folder + file).doesNotContain(number));
            }
            String teacher = pages.get("teacher/" + file);
            measured.forEach(number -> assertThat(teacher).as(file).contains(number));
        }
    }

    @Test
    void commandsOfKoreanSheetsPrintInKorean() {
        Pattern command = Pattern.compile("brownout (?:run|learn) [^`\n]+");
        for (LessonMaterial lesson : lessons) {
            String file = lesson.run().rung().shortName() + ".md";
            assertThat(command.matcher(pages.get("ko/" + file)).results().map(MatchResult::group))
                    .as(file)
                    .hasSizeGreaterThan(2)
                    .allMatch(each -> each.endsWith(" --lang ko"));
            assertThat(pages.get("sheets/" + file)).doesNotContain("--lang");
        }
    }

    private static Set<String> measure(List<VariantResult> variants) {
        Set<String> measured = new TreeSet<>();
        for (VariantResult variant : variants) {
            for (SlaResult sla : variant.evaluation().sla().values()) {
                measured.add(QuantityFormat.format(sla.value(), sla.unit()));
            }
        }
        for (PredictResult predict : variants.get(0).evaluation().predict().values()) {
            measured.add(QuantityFormat.format(predict.measured(), predict.unit()));
        }
        measured.removeIf(number -> !FRACTION.matcher(number).matches());
        return measured;
    }

    @Test
    void slidesNeedNoNetworkAndHaveAllLessonsInBothLanguages() {
        for (TextLanguage language : TextLanguage.values()) {
            String deck = SlideDeck.html(lessons, LADDER.last(), language);
            assertThat(deck.replace("http-equiv", "")).doesNotContain("http", "src=\"//", "@import", "<link");
            assertThat(Pattern.compile("<section").matcher(deck).results().count())
                    .isEqualTo(1 + (long) SLIDES_OF_A_LESSON * lessons.size());
            for (LessonMaterial lesson : lessons) {
                StepTexts texts = StepTexts.of(language, lesson.run().rung().file());
                String slides = slides(deck, lesson.run().rung().number());
                assertThat(slides).contains(texts.title(), texts.question().replace("'", "&#39;"));
                assertThat(slides).doesNotContain("{", "no variant");
                measure(lesson.run().result().variants())
                        .forEach(number -> assertThat(slides).contains(number));
            }
        }
    }

    /** Returns the slides of one lesson without its image. */
    private static String slides(String deck, int number) {
        int start = deck.indexOf("id=\"lesson-" + number + "-1\"");
        int end = deck.indexOf("id=\"lesson-" + (number + 1) + "-1\"");
        return deck.substring(start, end < 0 ? deck.indexOf("<nav") : end).replaceAll("base64,[^\"]*", "");
    }
}
