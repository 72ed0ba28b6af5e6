package dev.brownout.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.Phrases;
import dev.brownout.translation.TextLanguage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each message about a scenario, an assignment or an option has a Korean text. */
@Tag("once")
class KoreanMessagesTest {
    private static final Path CORE = Path.of("../../simulator-core/src/main/java/dev/brownout");
    private static final Path SCENARIOS = Path.of("../src/main/java/dev/brownout");
    private static final Path COMMANDS = Path.of("src/main/java/dev/brownout/cli");

    /** Packages of the kernel. Their exceptions indicate a defect of the program. */
    private static final Set<String> INTERNAL = Set.of(
            "kernel", "hashing", "instrument", "typetable", "elementary", "network", "result", "eventlist", "capacity");

    /** Constructors and methods with a message about a scenario among their arguments. */
    private static final Set<String> SINKS = Set.of(
            "new ScenarioException",
            "new ValueException",
            "new InvalidParameterException",
            "new InvalidArgumentException",
            "new IllegalArgumentException",
            "error",
            "warning",
            "consequence",
            "refuse",
            "unless",
            "unlessHere",
            "fileError",
            "fileProblem",
            "refused",
            "ungraded",
            "new UngradedException",
            "new TooMuch");

    /** Constructors and methods with a message of a command among their arguments. */
    private static final Set<String> COMMAND_SINKS = Set.of(
            "new UsageException",
            "new ParameterException",
            "new TypeConversionException",
            "new ExperimentException",
            "printError",
            "message");

    /** Methods with values, or with messages that have forms of their own. */
    private static final Set<String> VALUES =
            Set.of("oneOf", "unknown", "unknownChoice", "quoted", "or", "message", "words");

    /** Sources of the commands with {@code --lang}. */
    private static final Pattern COMMAND =
            Pattern.compile("RunCommand|LearnCommand|ExplainCommand|ServeCommand|ValidateCommand"
                    + "|GradeCommand|Main|ScenarioFinder|ScenarioOptions|OutputTarget|ResultFolder|Terminal");

    private static final Pattern PLACE = Pattern.compile("\\{}");

    /** Texts for defects of the program, or parts of other messages that no message consists of. */
    private static final Pattern NO_MESSAGE = Pattern.compile("[{}' ]*(is|has|needs)?[{}' ]*"
            + "|alerts have|journeys have|requests have|after \\{}"
            + "|a parameter's type is .*|.* declares no position"
            + "|.* is no record|.* has no @Kind|\\{} cannot be (resharded"
            + "|split): |.*: ; .*|not readable as YAML: "
            + "|'use' must not be changed: it is |line \\{} of the file\\{}|.*'\\{}'\\{} is allowed"
            + "|.* node(s)?\\{}|.* (query|statistic) ''.*|.*you mean ''.*"
            + "|.*component generate tokens.*|.*does not generates tokens.*|brownout: ");

    @Test
    void everyMessageAboutAScenarioHasAKoreanText() throws IOException {
        List<Path> folders = new ArrayList<>(List.of(SCENARIOS.resolve("language"), SCENARIOS.resolve("grading")));
        try (Stream<Path> packages = Files.list(CORE)) {
            packages.filter(one -> !INTERNAL.contains(one.getFileName().toString()))
                    .forEach(folders::add);
        }
        Map<String, String> forms = forms(folders, SINKS);
        assertThat(forms).hasSizeGreaterThan(600);
        assertThat(unknown(forms)).isEmpty();
    }

    @Test
    void everyMessageOfACommandHasAKoreanText() throws IOException {
        Map<String, String> forms = forms(List.of(COMMANDS), COMMAND_SINKS);
        forms.values()
                .removeIf(file -> !COMMAND.matcher(file.replace(".java", "")).matches());
        assertThat(forms).hasSizeGreaterThan(20);
        assertThat(unknown(forms)).isEmpty();
    }

    private static Map<String, String> forms(List<Path> folders, Set<String> sinks) throws IOException {
        String any = sinks.stream().map(name -> Pattern.quote(name + "(")).collect(Collectors.joining("|"));
        SourceCode code = SourceCode.of(folders, Pattern.compile(any));
        return new TreeMap<>(MessageForms.of(code, new TextForms(code, VALUES), sinks));
    }

    /** Returns the forms without a Korean text. A place may have a message as its value. */
    private static Set<String> unknown(Map<String, String> forms) {
        Set<String> unknown = new TreeSet<>();
        LanguageScope.in(TextLanguage.ko, () -> {
            forms.forEach((form, file) -> {
                String message = form.replaceFirst("^brownout: ", "");
                boolean known = IntStream.range(0, 8).anyMatch(number -> Phrases.isKnown(text(message, number)));
                if (!known && !NO_MESSAGE.matcher(form).matches()) {
                    unknown.add(file + ": " + form);
                }
            });
            return "";
        });
        return unknown;
    }

    /** Returns a message of a form, with a message as the value of one place. */
    private static String text(String form, int message) {
        AtomicInteger number = new AtomicInteger();
        return PLACE.matcher(form)
                .replaceAll(place -> number.incrementAndGet() == message ? "permission denied" : "v" + number);
    }
}
