package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.brownout.export.Baseline;
import dev.brownout.export.ExperimentText;
import dev.brownout.export.ResultJson;
import dev.brownout.export.ResultJsonReader;
import dev.brownout.io.FileFormat;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.section.PriceListParser;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.rounds.ChosenRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Backward compatibility of file formats. The folder {@code formats} has files of each format and version, as written
 * by programs for which that version was the newest. All describe one scenario, and their meaning is unchanged.
 */
class FormatCompatibilityTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/brownout/cli/formats");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    /** Returns the files of a format in all versions. */
    private static List<Path> files(String format) throws IOException {
        try (Stream<Path> all = Files.walk(FOLDER.resolve(format))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static List<Path> scenarios() throws IOException {
        return files("scenarios");
    }

    static List<Path> priceLists() throws IOException {
        return files("price lists");
    }

    static List<Path> assignments() throws IOException {
        return files("assignments");
    }

    static List<Path> results() throws IOException {
        return files("result.json");
    }

    static List<Path> facts() throws IOException {
        return files("run.json");
    }

    static List<Path> baselines() throws IOException {
        return files("baselines");
    }

    static List<Path> experiments() throws IOException {
        return files(ExperimentText.FORMAT.name());
    }

    @Test
    void sampleFilesCoverEveryFormatVersion() throws IOException {
        List<String> there = new ArrayList<>();
        try (Stream<Path> numbers = Files.find(FOLDER, 2, (path, what) -> what.isDirectory())) {
            numbers.filter(path -> FOLDER.relativize(path).getNameCount() == 2)
                    .map(path -> FOLDER.relativize(path).toString().replace('\\', '/'))
                    .forEach(there::add);
        }
        List<String> wanted = Version.formats().stream()
                .flatMap(format ->
                        IntStream.rangeClosed(1, format.newest()).mapToObj(number -> format.name() + "/" + number))
                .toList();
        assertThat(there).containsExactlyInAnyOrderElementsOf(wanted);
        String page = Files.readString(Path.of("../../docs/releases.md"));
        for (FileFormat format : Version.formats()) {
            assertThat(page).contains("\n| " + format.name() + " | " + format.newest() + " | ");
            assertThat(files(format.name())).hasSizeGreaterThanOrEqualTo(format.newest());
        }
    }

    @ParameterizedTest
    @ChosenRows
    @MethodSource("scenarios")
    void oldScenariosResolveToTheOriginalSettings(Path file) throws Exception {
        for (Path list : priceLists()) {
            Files.copy(list, folder.resolve(list.getFileName()));
        }
        Path copy = Files.copy(file, folder.resolve("crash.yaml"));
        ScenarioFile read = new Loader(new ShippedLibrary()).load(copy, Overrides.NONE);
        Map<String, String> settings = new LinkedHashMap<>();
        for (Setting setting : read.variants().get(0).settings()) {
            settings.put(setting.path(), setting.value());
        }
        for (JsonNode told : JSON.readTree(unpacked(FOLDER.resolve("result.json/1/crash.json.gz")))
                .at("/variants/0/resolved")) {
            assertThat(settings)
                    .containsEntry(told.get("path").asText(), told.get("value").asText());
        }
        assertThat(Session.of("run", copy.toString()).code()).isEqualTo(ExitCode.SUCCESS);
    }

    @ParameterizedTest
    @MethodSource("priceLists")
    void oldPriceListsKeepTheirPrices(Path file) throws Exception {
        PriceListParser.check(file.toString(), Files.readString(file));
        Session session =
                Session.of("run", "hello-world", "--for", "2s", "--prices", file.toString(), "--format", "json");
        JsonNode cost = JSON.readTree(session.out()).at("/variants/0/cost");
        assertThat(cost.path("title").asText()).isEqualTo("Prices of an example");
        assertThat(cost.at("/components/box/items/0/unit_price").asDouble()).isEqualTo(0.03);
    }

    @ParameterizedTest
    @MethodSource("assignments")
    void oldAssignmentsKeepTheirPoints(Path file) {
        Session session = Session.of("grade", "--assignment", file.toString(), "--key", "--reveal");
        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).contains("3 of 3 points", "Hidden tests: 1 of 1 points");
    }

    @ParameterizedTest
    @ChosenRows
    @MethodSource("results")
    void oldResultsAreReadCompletely(Path file) throws IOException {
        byte[] old = unpacked(file);
        String now = new String(ResultJson.write(ResultJsonReader.read(old)), StandardCharsets.UTF_8);
        List<String> lost = new ArrayList<>();
        missing(JSON.readTree(old), JSON.readTree(now), "", lost);
        lost.remove("/version");
        assertThat(lost).isEmpty();
        Schema today =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(ResultJson.schema());
        assertThat(today.validate(now, InputFormat.JSON)).isEmpty();
    }

    /** Collects the paths of all values of {@code old} that are missing or different in {@code now}. */
    private static void missing(JsonNode old, JsonNode now, String place, List<String> lost) {
        if (old.isObject() && now.isObject()) {
            old.fieldNames().forEachRemaining(name -> missing(old.get(name), now.path(name), place + "/" + name, lost));
        } else if (old.isArray() && now.isArray() && old.size() == now.size()) {
            IntStream.range(0, old.size()).forEach(i -> missing(old.get(i), now.get(i), place + "/" + i, lost));
        } else if (!old.equals(now)) {
            lost.add(place);
        }
    }

    @ParameterizedTest
    @ChosenRows
    @MethodSource("facts")
    void chartsOfAnEarlierRunAreDeleted(Path file) throws IOException {
        Path chart = folder.resolve("out/charts/page-latency.svg");
        Files.createDirectories(chart.getParent());
        Path other = Files.writeString(chart.resolveSibling("other.svg"), "of somebody else");
        Path gone = Files.writeString(chart.resolveSibling("db-roles.svg"), "of the run before");
        Files.copy(file, folder.resolve("out/run.json"));
        Session session = Session.of(
                "run",
                "hello-world",
                "--for",
                "2s",
                "--out",
                folder.resolve("out").toString());
        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.SUCCESS);
        assertThat(chart).exists();
        assertThat(other).exists();
        assertThat(gone).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void oldBaselinesAreComparable(Path file) throws IOException {
        String old = Files.readString(file);
        Baseline.check(old);
        for (Path other : baselines()) {
            assertThat(Baseline.difference(old, Files.readString(other))).isEmpty();
        }
        assertThat(Baseline.difference(old, replaced(old, "page.p50: 6.72 ms", "page.p50: 7 ms")))
                .containsExactly("- as it is: page.p50: 6.72 ms", "+ as it is: page.p50: 7 ms");
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void experimentDescriptionsRoundTrip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        assertThat(ExperimentText.read(bytes).json()).isEqualTo(bytes);
    }

    private static byte[] unpacked(Path file) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }
}
