package dev.brownout.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.html.Report;
import dev.brownout.result.RunResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.sample.DatabaseSamples;
import dev.brownout.sample.Samples;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.Summary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportDeterminismTest {

    private static final List<Supplier<RunResult>> SAMPLES = List.of(Samples::secondServer, DatabaseSamples::failover);

    /** Outputs of samples without a locale, by the index of the sample. */
    private static final Map<Integer, Map<String, String>> EXPECTED = new LinkedHashMap<>();

    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @CsvSource({
        "en-US, 0",
        "en-US, 1",
        "tr-TR, 0",
        "tr-TR, 1",
        "ar-EG, 0",
        "ar-EG, 1",
        "hi-IN-u-nu-deva, 0",
        "hi-IN-u-nu-deva, 1"
    })
    @ChosenRows(6)
    void everyOutputHasTheSameBytesInEveryLocale(String language, int sample) {
        Locale.setDefault(Locale.ROOT);
        Map<String, String> expected = EXPECTED.computeIfAbsent(
                sample, number -> outputs(SAMPLES.get(number).get()));
        Locale.setDefault(Locale.forLanguageTag(language));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        assertThat(outputs(SAMPLES.get(sample).get())).isEqualTo(expected);
    }

    private static Map<String, String> outputs(RunResult result) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("result.json", new String(ResultJson.write(result), StandardCharsets.UTF_8));
        outputs.put("series.csv", new String(SeriesCsv.write(result), StandardCharsets.UTF_8));
        outputs.put("series.tidy.csv", text(out -> TidyCsv.write(result, out)));
        outputs.put("metrics", text(out -> OpenMetrics.write(result, out)));
        outputs.put("markdown", Markdown.write(result));
        outputs.put("junit", text(out -> out.write(JunitXml.write(result, new TestRun("a.yaml", Map.of(), 1.5)))));
        outputs.put("summary", Summary.render(result, Options.plain()));
        ChartBook book = ChartBook.of(result);
        book.charts().forEach(chart -> outputs.put(chart.slug() + ".svg", chart.svg()));
        Chart first = book.charts().get(0);
        outputs.put(first.slug() + ".png", new String(first.png(), StandardCharsets.ISO_8859_1));
        outputs.put("report.html", Report.render(result, book));
        return outputs;
    }

    private interface Form {
        void write(ByteArrayOutputStream out) throws IOException;
    }

    private static String text(Form form) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            form.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
