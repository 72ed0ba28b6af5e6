package dev.brownout.language.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.workload.Arrivals;
import dev.brownout.workload.ClosedLoad;
import dev.brownout.workload.LoadProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Fuzz targets for arbitrary bytes: each input is read, or rejected with an error that has a position; no other
 * exception is thrown. The values read can be used.
 */
public final class FuzzTargets {
    private static final Loader LOADER = new Loader(none -> Optional.empty());
    private static final ReferencedFiles NO_FILES = ReferencedFiles.withoutFolder();

    private FuzzTargets() {}

    private static Functions times(ReferencedFiles files) {
        return new Functions(Vocabulary.standard(), Dimension.TIME, files);
    }

    private static Functions sizes(ReferencedFiles files) {
        return times(files).of(Dimension.SIZE);
    }

    /** A whole scenario file: it is loaded, or has problems with line and column. */
    public static final class ScenarioText {
        private ScenarioText() {}

        /** Runs the target on the given bytes. */
        public static void fuzzerTestOneInput(byte[] input) {
            ScenarioFile file;
            try {
                file = LOADER.load("fuzz.yaml", text(input, 0), Overrides.NONE);
            } catch (InvalidScenarioException problems) {
                assertThat(problems.all()).isNotEmpty().allMatch(p -> p.line() >= 1 && p.column() >= 1);
                assertThat(problems.render()).contains("fuzz.yaml:");
                return;
            }
            assertThat(file.variants()).isNotEmpty();
            file.warnings().forEach(warning -> assertThat(warning.render()).isNotEmpty());
        }
    }

    /** A line of the section {@code sla}, {@code predict} or {@code charts}. */
    public static final class RelationText {
        private RelationText() {}

        /** Runs the target on the given bytes. */
        public static void fuzzerTestOneInput(byte[] input) {
            String text = text(input, 0);
            readOrRefused(
                    text, () -> assertThat(RelationParser.relation(text).text()).isEqualTo(text));
            readOrRefused(
                    text,
                    () -> assertThat(RelationParser.prediction(text).tolerance())
                            .isNotNaN());
            readOrRefused(text, () -> RelationParser.chart(text));
            readOrRefused(text, () -> ScalarParser.selector(text));
        }
    }

    /** The text of one value; the first byte selects its type. */
    public static final class ValueText {
        private ValueText() {}

        /** Runs the target on the given bytes. */
        public static void fuzzerTestOneInput(byte[] input) {
            String text = text(input, 1);
            switch (input.length == 0 ? 0 : input[0] & 7) {
                case 0 -> readOrRefused(text, () -> writtenReadsBack(UnitParser.read(text)));
                case 1 -> readOrRefused(text, () -> usable(new DistributionParser(times(NO_FILES)).read(text)));
                case 2 -> readOrRefused(text, () -> usable(new DistributionParser(sizes(NO_FILES)).read(text)));
                case 3 -> readOrRefused(text, () -> usable(new KeyPopularityParser(times(NO_FILES)).read(text)));
                case 4 -> readOrRefused(text, () -> usable(new LoadParser(times(NO_FILES)).read(text)));
                case 5 ->
                    readOrRefused(text, () -> {
                        Amount amount = new ExactArithmetic(name -> UnitParser.read("7ms")).evaluate(text);
                        assertThat(UnitParser.write(amount)).isNotEmpty();
                    });
                default ->
                    Arrays.stream(Dimension.values())
                            .forEach(dimension -> readOrRefused(text, () -> UnitParser.read(text, dimension)));
            }
        }

        private static void writtenReadsBack(Amount amount) {
            assertThat(UnitParser.read(UnitParser.write(amount)).value())
                    .as(UnitParser.write(amount))
                    .isEqualByComparingTo(amount.value());
        }
    }

    /** A file of recorded values; the first byte selects its use. */
    public static final class TraceFile {
        private static final Path FOLDER = folder();

        private TraceFile() {}

        /** Runs the target on the given bytes. */
        public static void fuzzerTestOneInput(byte[] input) {
            ReferencedFiles files = ReferencedFiles.ofProject(new DiskFolder(FOLDER, FOLDER, opened -> {}));
            try {
                java.nio.file.Files.write(
                        FOLDER.resolve("trace.csv"),
                        Arrays.copyOfRange(input, Math.min(1, input.length), input.length));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            String call = "file(trace.csv)";
            String trace = "trace(trace.csv)";
            switch (input.length == 0 ? 0 : input[0] & 3) {
                case 0 -> readOrRefused(call, () -> usable(new DistributionParser(times(files)).read(call)));
                case 1 -> readOrRefused(call, () -> usable(new DistributionParser(sizes(files)).read(call)));
                case 2 -> readOrRefused(trace, () -> usable(new LoadParser(times(files)).read(trace)));
                default -> readOrRefused(trace, () -> usable(new KeyPopularityParser(times(files)).read(trace)));
            }
        }

        private static Path folder() {
            try {
                Path folder = java.nio.file.Files.createTempDirectory("trace");
                folder.toFile().deleteOnExit();
                folder.resolve("trace.csv").toFile().deleteOnExit();
                return folder.toRealPath();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String text(byte[] input, int from) {
        return new String(
                input, Math.min(from, input.length), Math.max(0, input.length - from), StandardCharsets.UTF_8);
    }

    private static void readOrRefused(String text, Runnable read) {
        try {
            read.run();
        } catch (ValueException refused) {
            int length = text.codePointCount(0, text.length());
            assertThat(refused.getMessage()).isNotBlank();
            assertThat(refused.offset()).as(refused.getMessage()).isBetween(0, length);
            assertThat(refused.span()).as(refused.getMessage()).isNotNegative();
        }
    }

    private static void usable(Distribution distribution) {
        assertThat(distribution.mean()).as("mean of " + distribution).isNotNegative();
        Sampler sampler = distribution.sampler();
        KeyedRandom random = new KeyedRandom(1);
        for (int i = 0; i < 3; i++) {
            assertThat(sampler.sampleNanos(random.withIdentity(i))).isBetween(0L, Sampler.MOST_NANOS);
        }
    }

    private static void usable(KeyPopularity keys) {
        List<String> hot = keys.names().stream().distinct().sorted().toList();
        assertThat(keys.size()).isPositive();
        assertThat(keys.probability(1)).isBetween(0.0, 1.0);
        if (keys.size() <= 1_000_000) {
            keys.sampler(new KeyNames(hot)).next(new KeyedRandom(1), 0);
        }
    }

    private static void usable(LoadProfile load) {
        assertThat(load.expected(0, 3_600_000_000_000L))
                .as("expected of " + load)
                .isNotNegative();
        if (load instanceof ClosedLoad users) {
            usable(users.think());
            return;
        }
        Arrivals arrivals = Arrivals.of(load, List.of(), new KeyedRandom(1));
        long before = 0;
        for (int i = 0; i < 5; i++) {
            long instant = arrivals.nextAt();
            assertThat(instant).isGreaterThanOrEqualTo(before);
            before = instant;
        }
    }
}
