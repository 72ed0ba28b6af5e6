package dev.brownout.importing.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.language.Loader;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.rounds.TestRound;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Import of logs written for this test after the documentation of their formats, and the resulting scenarios. */
class LogImporterTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/brownout/importing/log");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<String> SECRETS = List.of(
            "s3cr3t", "alice", "bob", "carol", "dave", "203.0.113", "2001:db8", "1003", "example", "123456789012");

    private static String text(String file) throws Exception {
        return Files.readString(FOLDER.resolve(file), UTF_8);
    }

    private static ImportSource source(String name, byte[] bytes) {
        return new ImportSource(name, () -> new ByteArrayInputStream(bytes));
    }

    private static ImportResult importResult(String... texts) throws ImportException {
        return ImportedFiles.read(
                new LogImporter(),
                Arrays.stream(texts)
                        .map(text -> source("a.log", text.getBytes(UTF_8)))
                        .toList());
    }

    private static String refused(String... texts) {
        try {
            return importResult(texts).scenario();
        } catch (ImportException refused) {
            return refused.getMessage();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx.log", "alb.log", "caddy.json"})
    void logBecomesTheExpectedScenario(String file) throws Exception {
        ImportResult imported = ImportedFiles.read(new LogImporter(), List.of(ImportSource.file(FOLDER.resolve(file))));
        Path golden = FOLDER.resolve(file.replaceAll("\\..*", ".yaml"));
        if (Boolean.getBoolean("brownout.write")) {
            Files.writeString(golden, imported.scenario());
        }
        assertThat(imported.scenario()).isEqualTo(Files.readString(golden));
        assertThat(imported.scenario() + imported.summary())
                .doesNotContain(SECRETS)
                .contains("cores");
    }

    @Test
    void unparsableLinesAreListedAndMasked() throws Exception {
        ImportResult imported = importResult(text("nginx.log"));
        assertThat(imported.summary().get(0)).contains("120 of 121 lines are parsed (99.17 %)");
        assertThat(imported.summary().get(1))
                .endsWith("not parsed: a.log:31: it has fewer fields than the format: "
                        + "999.9.999.9 - xxxxx [99/xxx/9999:99:99:99 +9999] \"xxx /xxxx");
    }

    @Test
    void orderOfFilesDoesNotMatter() throws Exception {
        List<String> lines = text("alb.log").lines().toList();
        String first = String.join("\n", lines.subList(0, 30));
        String second = String.join("\n", lines.subList(30, 80));
        assertThat(importResult(second, first).scenario().replace("a.log, a.log", "alb.log"))
                .isEqualTo(text("alb.yaml"));
    }

    @Test
    void readsGzipFilesAndRejectsTruncatedOnes() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text("nginx.log").getBytes(UTF_8));
        }
        byte[] packed = out.toByteArray();
        assertThat(ImportedFiles.read(new LogImporter(), List.of(source("nginx.log", packed)))
                        .scenario())
                .isEqualTo(text("nginx.yaml"));
        ImportSource cut = source("cut.gz", Arrays.copyOf(packed, packed.length - 100));
        assertThatThrownBy(() -> ImportedFiles.read(new LogImporter(), List.of(cut)))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("cut.gz: the gzip data is truncated or damaged after");
    }

    @Test
    void logWithoutDurationsHasAMarkedPlaceholder() throws Exception {
        String log = text("nginx.log").replaceAll(" [0-9.]+\r", "\r");
        assertThat(importResult(log).scenario())
                .contains("A PLACEHOLDER, to be measured")
                .contains("# - service: the log has no response times")
                .doesNotContain(".mean ~", ".p50 ~", "utilization ~");
    }

    @Test
    void rejectsLogsWithTooManyUnparsableLines() throws Exception {
        String mixed = text("nginx.log") + text("caddy.json");
        assertThat(refused(mixed))
                .contains("a.log: of 181 lines 66.2 % are parsed as combined with $request_time; at least 95 %")
                .contains("a.log:122: ")
                .doesNotContain(SECRETS);
        assertThatThrownBy(() -> ImportedFiles.read(
                        new LogImporter(),
                        List.of(ImportSource.file(FOLDER.resolve("alb.log"))),
                        "--format",
                        List.of("combined")))
                .hasMessageContaining("0.0 %")
                .hasMessageContaining("did you mean --format alb?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n\r\n"})
    void rejectsEmptyLogs(String text) {
        assertThat(refused(text)).isEqualTo("a.log: there is no line in it");
    }

    @Test
    void rejectsFilesThatAreNotLogs() {
        byte[] garbage = new byte[100_000];
        new Random(1).nextBytes(garbage);
        assertThatThrownBy(() -> ImportedFiles.read(new LogImporter(), List.of(source("noise", garbage))))
                .hasMessageContaining("noise: this is binary");
        assertThat(refused("x".repeat(300_000))).contains("no known format");
        assertThatThrownBy(
                        () -> ImportedFiles.read(new LogImporter(), List.of(ImportSource.file(Path.of("nowhere.log")))))
                .hasMessage("nowhere.log: cannot be read: there is no such file");
        assertThatThrownBy(() -> ImportedFiles.read(new LogImporter(), List.of(ImportSource.file(FOLDER))))
                .hasMessageContaining("it is a folder");
    }

    @Test
    void ignoresLinesWithImplausibleTime() throws Exception {
        String lines = text("alb.log");
        String odd = lines.lines().findFirst().orElseThrow().replace("2026-", "1970-");
        assertThat(importResult(lines + odd).summary().get(1)).contains("81: its time is more than 30 days");
    }

    @Test
    @Tag("rows")
    void corruptedLinesAreParsedOrRejectedWithoutSecrets() throws Exception {
        Random random = new Random("random bytes".hashCode());
        for (String file : List.of("nginx.log", "alb.log", "caddy.json")) {
            List<String> lines = text(file).lines().toList();
            List<LogFormat> formats = LogFormats.known();
            for (int i = 0; i < (TestRound.current() == TestRound.CHOSEN ? 150 : 500); i++) {
                char[] line = lines.get(random.nextInt(lines.size())).toCharArray();
                for (int changes = random.nextInt(4); changes >= 0; changes--) {
                    line[random.nextInt(line.length)] = "\"\\ []{}:,-.0z\u00ff\u0000".charAt(random.nextInt(15));
                }
                for (LogFormat format : formats) {
                    try {
                        AccessLogEntry access = format.read(new String(line));
                        new RouteTree().add(access);
                    } catch (UnparsableLineException refused) {
                        assertThat(refused.getMessage()).doesNotContain(SECRETS);
                    }
                }
            }
        }
    }

    /** A load test names its requests; names of components and of the remaining requests are taken. */
    @ParameterizedTest
    @ValueSource(strings = {"web", "failures", "other", "components"})
    void namesOfRequestsAreNotThoseOfComponents(String label) throws Exception {
        StringBuilder results = new StringBuilder("timeStamp,elapsed,label,responseCode,success\n");
        for (int i = 0; i < 100; i++) {
            results.append(1_767_225_600_000L + 50L * i).append(",12,").append(i % 2 == 0 ? label : "page");
            results.append(i % 20 == 0 ? ",500,false\n" : ",200,true\n");
        }
        String scenario = importResult(results.toString()).scenario();
        new Loader(new ShippedLibrary())
                .load("imported", scenario, Overrides.NONE)
                .check(Overrides.NONE);
        assertThat(scenario).contains("  " + label + "-2:   # " + label);
    }

    /** The load is a list of sequences of steps, of which a peak is one. A long log says that it lacks short peaks. */
    @Test
    void peakOfALogIsAStepOfItsLoad() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int hour = 0; hour < 200; hour++) {
            line(lines, hour * 3600L);
        }
        for (int i = 0; i < 1200; i++) {
            line(lines, 100 * 3600 + i / 20);
        }
        ImportResult imported = importResult(lines.toString());
        assertThat(imported.scenario())
                .containsPattern("load:\\s+\\[step\\([^)]* every=6h\\),[^\\]]*20/s every=45s\\),[^\\]]*every=6h\\)]")
                .contains("in steps of 6h, and in shorter ones around peaks", "At 20/s");
        assertThat(String.join(" ", imported.summary())).contains("to 20/s in steps of 6 h, and shorter ones around");
        assertThat(new Loader(new ShippedLibrary())
                        .load("f", imported.scenario(), Overrides.NONE)
                        .variants())
                .hasSize(1);
        for (int day = 20; day < 300; day += 20) {
            line(lines, day * 86_400L);
        }
        assertThat(String.join(" ", importResult(lines.toString()).summary())).contains("peaks shorter than 15m");
    }

    private static void line(StringBuilder lines, long second) {
        lines.append("192.0.2.1 - - [")
                .append(TIME.format(Instant.ofEpochSecond(1_700_000_000 + second)))
                .append("] \"GET /page HTTP/1.1\" 200 1\n");
    }
}
