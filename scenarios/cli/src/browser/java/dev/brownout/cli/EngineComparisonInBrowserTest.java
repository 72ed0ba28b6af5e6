package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.language.ForecastWarnings;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemReport;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.MemoryFolder;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.rounds.TestRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The compiled engine in a browser gives the results of the engine on the JVM. The site must have been built:
 * {@code mvn -Pweb package}. Chromium and Firefox alternate by commit; {@code -Dbrownout.rows=all} tests both.
 */
class EngineComparisonInBrowserTest {
    private static final Path SITE = Path.of("../web/target/site");
    private static final ShippedLibrary LIBRARY = new ShippedLibrary();
    /** The library scenarios of the fast comparison, besides the ladder. */
    private static final int COMPARED = 12;
    /** Distance of the hostile texts of the fast comparison. */
    private static final int DISTANCE = 8;

    private static final Map<String, Session> JVM = new TreeMap<>();

    private static Stream<String> lessons() {
        return LIBRARY.names().stream().filter(name -> name.startsWith("ladder/"));
    }

    private static Stream<String> scenarios(int compared) {
        List<String> others = LIBRARY.names().stream()
                .filter(name -> !name.startsWith("ladder/"))
                .sorted()
                .toList();
        int distance = others.size() / compared;
        return Stream.iterate(0, i -> i < compared, i -> i + 1).map(i -> others.get(i * distance));
    }

    static Stream<String> wholeLibrary() {
        return LIBRARY.names().stream();
    }

    private static List<HostileInput> hostileTexts() {
        return HostileInput.all().stream().filter(row -> !row.isTyped()).toList();
    }

    /** Runs a scenario on the JVM, once for all browsers. */
    private static Session onJvm(String name) {
        return JVM.computeIfAbsent(name, scenario -> Session.of("run", scenario, "--format", "json"));
    }

    @Nested
    class InChromium extends InBrowser {
        InChromium() {
            super(0, "chromium", "chromium-browser", "google-chrome");
        }
    }

    @Nested
    class InFirefox extends InBrowser {
        InFirefox() {
            super(1, "firefox", "firefox-esr");
        }
    }

    /** The comparisons in one browser. */
    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class InBrowser {
        private final int turn;
        private final String[] names;
        private EngineBridge engine;

        /**
         * Creates the comparisons.
         *
         * @param turn 0 or 1: the commits for which this browser is tested
         * @param names names of the program
         */
        InBrowser(int turn, String... names) {
            this.turn = turn;
            this.names = names;
        }

        /** Returns the scenarios of the fast comparison. */
        static Stream<String> compared() {
            return Stream.concat(lessons(), scenarios(COMPARED));
        }

        @BeforeAll
        void begin(@TempDir Path profile) throws Exception {
            boolean hasBoth = TestRound.current() == TestRound.ALL;
            assumeTrue(hasBoth || TestRound.commit() % 2 == turn, "the other browser is tested for this commit");
            assumeTrue(Files.exists(SITE.resolve("engine.wasm")), "the site is needed: mvn -Pweb package");
            var executable = Browser.installed(names);
            assumeTrue(executable.isPresent(), names[0] + " is needed");
            engine = new EngineBridge(SITE, executable.get(), profile);
        }

        @AfterAll
        void end() {
            if (engine != null) {
                engine.close();
            }
        }

        @ParameterizedTest
        @MethodSource("compared")
        void resultHasTheSameBytes(String name) throws Exception {
            compareResults(name);
        }

        @ParameterizedTest
        @MethodSource("dev.brownout.cli.EngineComparisonInBrowserTest#wholeLibrary")
        @Tag("thorough")
        void resultOfEachScenarioHasTheSameBytes(String name) throws Exception {
            compareResults(name);
        }

        private void compareResults(String name) throws Exception {
            Session session = onJvm(name);
            JsonNode run = engine.call("run", LIBRARY.text(name).orElseThrow(), Map.of("name", name));
            assertThat(run.path("resultJson").asText()).isEqualTo(session.out());
            assertThat(run.path("exitCode").asInt()).isEqualTo(session.code());
        }

        @Test
        void hostileTextsHaveTheSameProblems() throws Exception {
            List<HostileInput> all = hostileTexts();
            compareProblems(IntStream.range(0, all.size())
                    .filter(i -> i % DISTANCE == 0)
                    .mapToObj(all::get)
                    .toList());
        }

        @Test
        @Tag("thorough")
        void allHostileTextsHaveTheSameProblems() throws Exception {
            compareProblems(hostileTexts());
        }

        private void compareProblems(List<HostileInput> rows) throws Exception {
            List<String> different = new ArrayList<>();
            for (HostileInput row : rows) {
                String text = row.text();
                JsonNode expected = problems(text);
                try {
                    JsonNode checked = engine.call("validate", text, Map.of(), "hostile.yaml");
                    checked.path("problems").forEach(problem -> likeTheCommand((ObjectNode) problem));
                    if (!checked.path("problems").equals(expected)) {
                        different.add(row + "\n" + checked + "\n" + expected);
                    }
                } catch (IOException failed) {
                    different.add(row + "\n" + failed.getMessage() + "\n" + expected);
                }
            }
            assertThat(different).isEmpty();
        }

        /** Leaves the text of a correction, and no translations. */
        private static void likeTheCommand(ObjectNode problem) {
            problem.remove("translations");
            if (problem.has("fix")) {
                problem.set("fix", problem.path("fix").path("text"));
            }
        }

        /** M/M/1 at 80 % utilization: the mean sojourn time is 50 ms (Kleinrock, Queueing Systems I, 1975, 3.2). */
        @Test
        void meanOfASingleServerAgreesWithTheClosedForm() throws Exception {
            assertMean("load: 80/s", "cores: 1, service: exp(10ms)", 0.050);
        }

        /** M/D/1 at 80 % utilization: the mean sojourn time is 30 ms (Pollaczek-Khinchine). */
        @Test
        void meanOfConstantServiceAgreesWithTheClosedForm() throws Exception {
            assertMean("load: 80/s", "cores: 1, service: 10ms", 0.030);
        }

        /** M/M/4 at 80 % utilization: Erlang C is 0.5964, and the mean sojourn time 10 ms + 0.5964 * 10 ms / 0.8. */
        @Test
        void meanOfFourServersAgreesWithErlangC() throws Exception {
            assertMean("load: 320/s", "cores: 4, service: exp(10ms)", 0.010 + erlangC(4, 3.2) * 0.010 / (4 - 3.2));
        }

        /** The interval of ten independent runs has a confidence of 99.9 % (t of 9 degrees of freedom). */
        private void assertMean(String load, String server, double seconds) throws Exception {
            String text = """
                    %s
                    run: { duration: 1000s, warmup: 100s }
                    components: { box: { kind: server, %s } }
                    requests: { job: { path: [box] } }
                    """.formatted(load, server);
            double[] means = new double[10];
            for (int i = 0; i < means.length; i++) {
                JsonNode run = engine.call("run", text, Map.of("seed", Integer.toString(i + 1)));
                JsonNode result =
                        new ObjectMapper().readTree(run.path("resultJson").asText());
                means[i] =
                        result.at("/variants/0/components/box/latency/mean_ns").asDouble() / 1e9;
            }
            double mean = sum(means) / means.length;
            double squares = 0;
            for (double each : means) {
                squares += (each - mean) * (each - mean);
            }
            double error = Math.sqrt(squares / (means.length - 1) / means.length);
            assertThat(mean).isCloseTo(seconds, within(4.781 * error));
            assertThat(error).isLessThan(0.05 * seconds);
        }

        private static double sum(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum;
        }

        private static double erlangC(int servers, double offered) {
            double blocking = 1;
            for (int n = 1; n <= servers; n++) {
                blocking = offered * blocking / (n + offered * blocking);
            }
            return blocking / (1 - offered / servers * (1 - blocking));
        }

        private static JsonNode problems(String text) throws IOException {
            List<Problem> problems = new ArrayList<>();
            try {
                ReferencedFiles files = ReferencedFiles.ofProject(new MemoryFolder(Map.of()));
                ScenarioFile file = new Loader(LIBRARY)
                        .load("hostile.yaml", "hostile.yaml", text, files, Overrides.NONE)
                        .check(Overrides.NONE);
                problems.addAll(file.warnings());
                problems.addAll(ForecastWarnings.warnings(file));
            } catch (InvalidScenarioException invalid) {
                problems.addAll(invalid.all());
            }
            JsonNode list = new ObjectMapper().readTree(ProblemReport.json(problems));
            // The page has the text of the scenario; the engine returns no excerpts of it.
            list.forEach(problem -> ((ObjectNode) problem).remove("text"));
            return list;
        }
    }
}
