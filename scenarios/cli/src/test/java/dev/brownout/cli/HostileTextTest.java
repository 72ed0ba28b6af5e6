package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.brownout.format.TextSanitizer;
import dev.brownout.rounds.TestRound;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Free text in scenarios and command lines cannot break an output format. Text for people cannot control the terminal
 * or a GitHub workflow.
 */
@Tag("once")
class HostileTextTest {
    /** Allowed beginnings of Markdown lines, including lines of diagrams. */
    private static final String MARKDOWN =
            "(##|> |\\*\\*|\\||Percentiles|Before: |- \\d|```|flowchart LR|  [uc]\\d).*|";

    private static final String SCENARIO = """
            scenario: "§ title"
            about: { question: "§ question", answer: "§ answer {page.p99}", lesson: "§ lesson" }
            run: { duration: 6s, warmup: 1s }
            params: { peak: { default: 50/s, help: "§ help" } }
            load: $peak
            components:
              box: { kind: server, cores: 4, service: 20ms }
            requests:
              page: { path: [box], timeout: 1s }
            faults: [at 2s: slow box x2 for 2s as hill]
            sla:
              "§ missed": page.p99 < 1ms
            predict:
              "§ foretold": page.availability ~ 97% +/- 1%
            sweep: { box.cores: 3..4 }
            variants:
              "§ one": {}
              "§ two": { set: { box.cores: 3 }, expect_violations: ["§ missed"] }
            """;

    private static final List<String> SHOWN = List.of(
            "::error file=forged.java,line=1::",
            "=cmd|'/c calc'!A1 ##[error] ]]> --> <script>alert(1)</script> &lt; %0A::warning:: `x` [y](z) @octocat");

    private static final String ACTING =
            "::error::##[error]\u001b[8m\u001b]0;owned\u0007\u009b2J\u202e\r\n::error::forged";

    private static final String NOTE =
            "::(error|warning) file=[^\\s:,]*(,line=\\d+,col=\\d+,endColumn=\\d+)?,title=brownout::.*";

    @TempDir
    private Path folder;

    private final List<String> outputs = new ArrayList<>();

    private String file(String chosen) throws IOException {
        String quoted = chosen.replace("\\", "\\\\").replace("\"", "\\\"");
        return Files.writeString(folder.resolve("box.yaml"), SCENARIO.replace("§", quoted))
                .toString();
    }

    /** Runs a command with output for people on standard output. */
    private Session text(String... command) {
        Session session = Session.of(command);
        assertHarmless(session.out(), command);
        return runIn(session, command);
    }

    /** Runs a command with output for programs on standard output. */
    private String data(String... command) {
        return runIn(Session.of(command), command).out();
    }

    private Session runIn(Session session, String... command) {
        assertHarmless(session.err(), command);
        outputs.add(session.out());
        String typed = String.join(" ", command);
        assertThat(session.code()).as(typed + "\n" + session.err()).isIn(ExitCode.SUCCESS, ExitCode.VIOLATED);
        return session;
    }

    private static void assertHarmless(String text, String... command) {
        String typed = String.join(" ", command);
        assertThat(text.codePoints().allMatch(TextSanitizer::plain))
                .as(typed + ":\n" + text)
                .isTrue();
        assertThat(text.lines().filter(line -> line.stripLeading().startsWith("::")))
                .as(typed)
                .isEmpty();
        assertThat(text).as(typed).doesNotContain("##[");
    }

    private static void assertJson(String text) throws JsonProcessingException {
        assertThat(JsonMapper.builder().build().readTree(text).isContainerNode())
                .isTrue();
    }

    private static void assertXml(String text) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        builder.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertTable(String csv) {
        long columns = cells(csv.lines().findFirst().orElseThrow());
        assertThat(csv.lines()).allSatisfy(line -> {
            assertThat(line).doesNotMatch("\"?[=+@].*|.*,\"?[=+@].*");
            assertThat(cells(line)).isEqualTo(columns);
        });
    }

    private static long cells(String line) {
        return line.replaceAll("\"([^\"]|\"\")*\"", "")
                .chars()
                .filter(c -> c == ',')
                .count();
    }

    private static void assertNotes(String log) {
        List<String> commands =
                log.lines().filter(line -> line.stripLeading().startsWith("::")).toList();
        assertThat(commands).isNotEmpty().allSatisfy(line -> assertThat(line).matches(NOTE));
        assertThat(log.codePoints()).allMatch(TextSanitizer::plain);
    }

    @Test
    @Tag("rows")
    void runOutputFormatsStayValid() throws Exception {
        for (String chosen : TestRound.rows(SHOWN, 1)) {
            String file = file(chosen);
            text("run", file);
            assertNotes(data("run", file, "--format", "github"));
            assertJson(data("run", file, "--format", "json"));
            assertXml(data("run", file, "--format", "junit"));
            assertThat(data("run", file, "--format", "markdown").lines())
                    .allSatisfy(line -> assertThat(line).matches(MARKDOWN));
            assertThat(data("run", file, "--format", "openmetrics").lines())
                    .allSatisfy(line -> assertThat(line).matches("(# (TYPE|UNIT|EOF)|brownout_[a-z0-9_]+\\{).*"));
            assertThat(outputs.get(1).lines().filter(line -> line.startsWith("::")))
                    .hasSize(1);
        }
    }

    @Test
    @Tag("change")
    void runFilesStayValid() throws Exception {
        for (String chosen : SHOWN) {
            text("run", file(chosen), "--out", folder.resolve("out").toString());
            try (Stream<Path> charts = Files.list(folder.resolve("out/charts"))) {
                for (Path chart :
                        charts.filter(path -> path.toString().endsWith(".svg")).toList()) {
                    assertXml(Files.readString(chart));
                }
            }
            assertTable(Files.readString(folder.resolve("out/series.csv")));
            assertJson(Files.readString(folder.resolve("out/result.json")));
            assertJson(Files.readString(folder.resolve("out/run.json")));
            assertThat(Files.readString(folder.resolve("out/report.html")).split("<script", -1))
                    .as("only scripts of the report itself")
                    .hasSize(3);
        }
    }

    @Test
    @Tag("change")
    void outputFormatsOfOtherCommandsStayValid() throws Exception {
        for (String chosen : SHOWN) {
            String file = file(chosen);
            text("validate", file, "--run");
            assertJson(data("validate", file, "--run", "--format", "json"));
            assertJson(data("validate", file, "--run", "--format", "sarif"));
            data("validate", file, "--run", "--format", "github");
            text("explain", file);
            text("show", file, "--resolved");
            text("show", file);
            text("show", file, "--diagram", "mermaid");
            String kept = folder.resolve("kept").toString();
            text("baseline", "save", file, "--dir", kept);
            text("baseline", "check", file, "--dir", kept);
            for (List<String> experiment : List.of(
                    List.of("replicate", file, "-n", "3", "--for", "6s"),
                    List.of("compare", file, "-n", "3", "--for", "6s"),
                    List.of("sweep", file, "--for", "6s"))) {
                List<String> json = Stream.concat(experiment.stream(), Stream.of("--format", "json"))
                        .toList();
                List<String> csv = Stream.concat(experiment.stream(), Stream.of("--format", "csv"))
                        .toList();
                text(experiment.toArray(String[]::new));
                assertJson(data(json.toArray(String[]::new)));
                assertTable(data(csv.toArray(String[]::new)));
            }
        }
    }

    /** Each free text with each escape; builds check some of these pairs. */
    @Test
    @Tag("rows")
    void rejectsControlCharactersInFreeText() throws IOException {
        String[] pieces = SCENARIO.split("§", -1);
        List<String> escapes = List.of("\\e[8m", "\\0", "\\a", "\\x9b", "\\u202e", "\\r", "\\L", "\u001b[8m", "\u202e");
        List<Integer> pairs =
                IntStream.range(0, (pieces.length - 1) * escapes.size()).boxed().toList();
        for (int pair : TestRound.rotating(pairs, 5)) {
            int free = 1 + pair / escapes.size();
            StringBuilder text = new StringBuilder(pieces[0]);
            for (int i = 1; i < pieces.length; i++) {
                text.append(i == free ? escapes.get(pair % escapes.size()) : "").append(pieces[i]);
            }
            String file = Files.writeString(folder.resolve("box.yaml"), text).toString();
            Session session = Session.of("validate", file);
            assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(session.err())
                    .containsPattern("box.yaml:\\d+:\\d+: the character U\\+[0-9A-F]{4} is not allowed");
            assertHarmless(session.err(), "validate");
        }
    }

    /** Returns commands with an argument from outside. */
    private List<List<String>> echoing(String typed) throws IOException {
        String file = file("some");
        String none = folder.resolve("none.yaml").toString();
        return List.of(
                List.of(typed),
                List.of("run", typed),
                List.of("run", file, typed),
                List.of("run", file, "--" + typed),
                List.of("run", file, "--variant", typed),
                List.of("run", file, "--set", typed),
                List.of("run", file, "--set", typed + "=1"),
                List.of("run", file, "--set", "box.cores=" + typed),
                List.of("run", file, "--param", typed + "=1"),
                List.of("run", file, "--param", "peak=" + typed),
                List.of("run", file, "--format", typed),
                List.of("run", file, "--seed", typed),
                List.of("run", file, "--for", typed),
                List.of("run", file, "--prices", none + typed),
                List.of("run", folder + "/" + typed + ".yaml"),
                List.of("explain", typed),
                List.of("learn", typed),
                List.of("show", typed),
                List.of("sweep", file, "--vary", typed),
                List.of("sweep", file, "--vary", "box.cores=" + typed),
                List.of("capacity", file, "--vary", typed),
                List.of("falsify", file, "--faults", typed),
                List.of("falsify", file, "--components", typed),
                List.of("falsify", file, "--rate", typed),
                List.of("tune", file, "--vary", typed),
                List.of("compare", file, "--metric", typed),
                List.of("replicate", file, "-n", typed),
                List.of("baseline", "check", file, "--dir", none + typed));
    }

    /** Builds check some of the commands. */
    @Test
    @Tag("rows")
    void echoedArgumentsAreSanitizedAndShortened() throws IOException {
        List<List<String>> commands = new ArrayList<>(echoing(ACTING));
        commands.addAll(echoing("x".repeat(20_000)));
        List<Integer> numbers = IntStream.range(0, commands.size()).boxed().toList();
        for (int number : TestRound.rotating(numbers, 6)) {
            List<String> command = commands.get(number);
            Session session = Session.of(command.toArray(String[]::new));
            String words = String.join(" ", command);
            String shown = words.substring(0, Math.min(200, words.length())) + "\n";
            assertThat(session.code()).as(shown + session.err()).isEqualTo(ExitCode.BAD_INPUT);
            assertHarmless(session.err(), shown);
            assertHarmless(session.out(), shown);
            assertThat(session.err()).as(shown).hasSizeLessThan(3_000);
        }
    }

    @Test
    void rejectsFileNamesWithControlCharacters() throws IOException {
        Path file = Files.writeString(folder.resolve("\n::error::\u001b[8m.yaml"), SCENARIO);
        Session session = Session.of("run", file.toString());
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("\\n::error::\\u001b[8m.yaml: the name of a scenario file has only");
        assertHarmless(session.err(), "run");
        Session notes = Session.of("validate", "--format", "github", file.toString());
        assertThat(notes.out().lines())
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).startsWith("::error file="));
    }
}
