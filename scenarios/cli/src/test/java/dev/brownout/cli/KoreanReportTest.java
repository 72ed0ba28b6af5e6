package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.ChartBook;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.export.ResultJson;
import dev.brownout.format.DisplayWidth;
import dev.brownout.html.Report;
import dev.brownout.html.ResultProvenance;
import dev.brownout.language.ScenarioFile;
import dev.brownout.reference.StepTexts;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.rounds.MissingTranslations;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.RunOverview;
import dev.brownout.terminal.Summary;
import dev.brownout.terminal.TerminalWidth;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.TextLanguage;
import dev.brownout.tutorial.Ladder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Outputs of a run in Korean. English words in them that are no names, settings, metrics, units or terms of the field
 * are listed.
 */
@Tag("once")
class KoreanReportTest {
    private static final Pattern WORD = Pattern.compile("(?<![A-Za-z0-9_.])[A-Za-z]{2,}(?![A-Za-z0-9_]|[.][a-z])");
    /** Terms, units and words of this program that are the same in Korean. */
    private static final TreeSet<String> ALLOWED = new TreeSet<>(List.of(
            "Brownout",
            "brownout",
            "run",
            "lang",
            "ko",
            "ladder",
            "details",
            "out",
            "DIR",
            "JavaScript",
            "YAML",
            "SLA",
            "SLO",
            "DNS",
            "CDN",
            "TTL",
            "RPO",
            "MTTD",
            "ns",
            "ms",
            "min",
            "kB",
            "MB",
            "GB",
            "max",
            "dt",
            "Lee",
            "Longton",
            "Erlang",
            "AWS",
            "list",
            "prices",
            "on",
            "demand",
            "United",
            "States",
            "deduplicate",
            "us",
            "async",
            "failed",
            "outage"));

    /** As many English words as one of the sections of a report has, if it is not translated at all. */
    private static final int MANY = 50;

    private static final Map<Integer, RunResult> RESULTS = new HashMap<>();

    @ParameterizedTest
    @ChosenRows
    @ValueSource(ints = {2, 4, 9})
    void outputIsInKorean(int step) throws IOException {
        RunResult result = result(step);
        List<String> names = names(result);
        TreeSet<String> words = new TreeSet<>();
        LanguageScope.in(TextLanguage.ko, () -> {
            RunResult shown = StepTexts.translate(TextLanguage.ko, result);
            for (String text : List.of(
                    RunOverview.render(shown, Options.plain(), 0),
                    Summary.render(shown, Options.plain()),
                    Summary.verdicts(shown, Options.plain()))) {
                assertThat(text.lines()).allMatch(line -> DisplayWidth.width(line) <= TerminalWidth.current());
                words.addAll(english(text, names));
            }
            ChartBook book = ChartBook.of(shown);
            String page = Report.render(shown, ResultProvenance.UNKNOWN, book);
            assertThat(page).contains("<html lang=\"ko\">", "개요", shown.scenario());
            words.addAll(english(visible(page), names));
            book.charts().forEach(chart -> words.addAll(english(chart.title(), names)));
            return page;
        });
        MissingTranslations.write("step-" + step, words);
        assertThat(words).as("English words").hasSizeLessThan(MANY);
    }

    @Test
    void filesForProgramsAreTheSameInEachLanguage() {
        RunResult result = result(2);
        byte[] english = ResultJson.write(result);
        assertThat(LanguageScope.in(TextLanguage.ko, () -> ResultJson.write(result)))
                .isEqualTo(english);
    }

    private static RunResult result(int step) {
        return RESULTS.computeIfAbsent(step, number -> {
            ScenarioFile file = new Ladder().rung(number).file();
            return file.result(VariantRuns.run(file, file.variants(), Execution.withDefaults()));
        });
    }

    /** Returns the texts of a page without its scripts, styles and code. */
    private static String visible(String page) {
        return page.replaceAll("(?s)<(script|style|code|pre|head)\\b.*?</\\1>", " ")
                .replaceAll("<[^>]+>", "\n")
                .replace("&gt;", ">")
                .replace("&lt;", "<")
                .replace("&amp;", "&")
                .replace("&quot;", "\"");
    }

    /** Returns all texts that the scenario itself writes, the longest first. */
    private static List<String> names(RunResult result) {
        TreeSet<String> names = new TreeSet<>();
        names.add(result.name());
        names.addAll(result.charts());
        for (VariantResult variant : result.variants()) {
            names.add(variant.name());
            names.addAll(variant.requests().keySet());
            names.addAll(variant.components().keySet());
            variant.components().values().forEach(one -> {
                names.addAll(one.nodes().keySet());
                names.addAll(one.regions().keySet());
            });
            variant.evaluation()
                    .sla()
                    .forEach((name, sla) -> names.addAll(List.of(name, sla.expression(), sla.metric())));
            variant.evaluation()
                    .predict()
                    .forEach((name, one) -> names.addAll(List.of(name, one.expression(), one.metric())));
            variant.run()
                    .resolved()
                    .forEach(setting -> names.addAll(List.of(setting.path(), setting.value(), setting.origin())));
            variant.history().roles().forEach(span -> names.add(span.node()));
            variant.analysis().stations().forEach(station -> names.add(station.station()));
            variant.history()
                    .faults()
                    .forEach(fault -> names.addAll(List.of(
                            fault.name(), fault.sentence(), fault.sentence().replaceFirst("^at \\S+: ", ""))));
        }
        names.removeIf(name -> name.length() < 2);
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(Comparator.comparingInt((String name) -> -name.length()));
        return sorted;
    }

    /** Returns the words that no name contains. Columns of a terminal may break a name. */
    private static List<String> english(String text, List<String> names) {
        TreeSet<String> words = new TreeSet<>(ALLOWED);
        names.stream()
                .filter(name -> name.matches("[\\w %]+"))
                .forEach(name -> words.addAll(List.of(name.split(" ", -1))));
        names.stream()
                .filter(name -> name.contains("price_list."))
                .forEach(name -> words.add(name.substring(name.lastIndexOf('.') + 1)));
        String rest = text.replaceAll("\\S+[.]svg|incomplete-rollout", "").replaceAll(" from \\S+\\s+to \\S+", "");
        for (String name : names) {
            rest = rest.replace(name, "\u0001");
        }
        return WORD.matcher(rest)
                .results()
                .map(match -> match.group())
                .filter(word -> !words.contains(word) && !word.matches("[A-Z]{2,5}"))
                .distinct()
                .toList();
    }
}
